export const checks: readonly { readonly name: string; readonly command: readonly [string, ...string[]] }[];
export const root: string;
