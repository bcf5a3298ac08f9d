/**
 * Resource records as values: what a zone is made of, before it is octets or a line of a file.
 *
 * Names are lower case, fully qualified, without the final dot; "" is the root. RFC 1035 §3.3, RFC 3596 §2.1, RFC 8659.
 */

export type RecordData =
	| { readonly type: "A" | "AAAA"; readonly address: string }
	| { readonly type: "NS" | "CNAME"; readonly target: string }
	| { readonly type: "MX"; readonly preference: number; readonly exchange: string }
	/** One text of any length; it is cut into strings of 255 octets where it becomes octets (RFC 1035 §3.3). */
	| { readonly type: "TXT"; readonly text: string }
	| { readonly type: "CAA"; readonly flags: number; readonly tag: string; readonly value: string };

export type ServedType = RecordData["type"];

export interface ResourceRecord {
	readonly name: string;
	readonly ttlSeconds: number;
	readonly data: RecordData;
}
