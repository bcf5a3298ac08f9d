/** One way to be refused, from a client's first octet to the row of Activity. */

import type { Service } from "../../support/service.ts";
import type { Operator } from "./operator.ts";

export interface World {
	readonly service: Service;
	readonly operator: Operator;
}

export interface Case {
	/** "phase code enhanced", one of those that the contract allows. */
	readonly said: string;
	readonly provoke: (world: World) => Promise<string>;
	/** Why there is no row in Activity, where there is none. */
	readonly withoutRow?: string;
}

/** Cases by reason; one reason may have several. */
export type Cases = Readonly<Record<string, Case | readonly Case[]>>;

export const NOT_LOGGED_IN = "nobody is logged in, so there is no Activity to show it in";

export const message = (from: string, rest = ""): string =>
	`From: ${from}\r\nTo: ok@client.example\r\nSubject: a case\r\n${rest}\r\nhello`;
