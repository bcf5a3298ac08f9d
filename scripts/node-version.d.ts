export function isNewEnough(version: string): boolean;
export function bundledNode(platform?: string): string | undefined;
export function advice(version?: string, platform?: string): string;
export function runsOnThisNode(): boolean;
