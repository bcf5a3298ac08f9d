/** A program that sends mail, and how it is told to send through this service. */

import type { Settings } from "./settings.ts";

/** In what it is written, as far as a test can read it. */
export type Syntax =
	| "shell"
	| "javascript"
	| "json"
	| "python"
	| "php"
	| "ruby"
	| "properties"
	| "go"
	| "csharp"
	| "env"
	| "config";

/** A field of a form; its name is a word of the catalogue. */
export type FieldName =
	| "server"
	| "port"
	| "encryption"
	| "authentication"
	| "username"
	| "password"
	| "from";

export interface Program {
	readonly id: string;
	readonly name: string;
	/** Where it belongs; "" where that is plain. */
	readonly file?: string;
	readonly syntax?: Syntax;
	/** The text to paste. */
	readonly text?: (settings: Settings) => string;
	/** Or what to fill in, in the order of the program's form. */
	readonly fields?: (settings: Settings) => readonly (readonly [FieldName, string])[];
	/** Words of the catalogue: what to know about this one. */
	readonly note?: "wordpress" | "printer" | "postfix";
}
