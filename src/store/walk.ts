/** What a question to Activity is made of: rows walked in the order of their ids, from one bound on. */

export interface Query {
	readonly sql: string;
	readonly parameters: readonly (string | number)[];
}

export type Condition = readonly [sql: string, ...parameters: (string | number)[]];

/** Where a page begins: at the newest row, below one, or above one and going up. */
export interface Place {
	readonly before?: string | undefined;
	readonly after?: string | undefined;
}

export type Direction = "DESC" | "ASC";

/** Of the ids that a walk comes by. */
export interface Bound {
	readonly is: "<" | ">" | ">=";
	readonly id: string;
}
