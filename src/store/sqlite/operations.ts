/**
 * What the main thread asks of the writer's thread, and what comes back.
 *
 * Rows are flat arrays in the order of their columns, so that they are copied between threads as cheaply as
 * can be and bound to statements as they are. Octets never travel in them: the clone of a slice would copy
 * the whole buffer behind it. They are gathered into one buffer for each batch, which is handed over.
 */

import type { QuotaClaim } from "../../terms/message.ts";

export type Value = string | number | null;
export type Row = readonly Value[];
/** A row of an answer; blobs come as octets. */
export type Answer = Readonly<Record<string, Value | Uint8Array>>;

export type Operation =
	| AcceptOperation
	| { readonly kind: "stage"; readonly message: string; readonly index: number; readonly length: number }
	| { readonly kind: "discard"; readonly message: string }
	| ClaimOperation
	| CompleteOperation
	| ReportOperation
	| { readonly kind: "recover"; readonly now: number; readonly heldAfter: number }
	| { readonly kind: "refusals"; readonly rows: readonly RefusalOperation[] }
	| { readonly kind: "prune"; readonly before: string; readonly limit: number; readonly after: string }
	| {
			readonly kind: "prune-account";
			readonly account: string;
			readonly before: string;
			readonly limit: number;
	  }
	| { readonly kind: "purge"; readonly account: string; readonly limit: number }
	| SteerOperation
	| { readonly kind: "sql"; readonly statements: readonly Statement[] }
	| AuditedOperation
	| ToldOperation;

export interface AcceptOperation {
	readonly kind: "accept";
	readonly id: string;
	readonly accountId: string;
	readonly receivedAt: number;
	/** The columns of `message` up to its octets. */
	readonly message: Row;
	/** {@link RECIPIENT_FIELDS} for each. */
	readonly recipients: Row;
	/** Columns of `activity` that all recipients have in common. */
	readonly about: Row;
	readonly leased: boolean;
	readonly quota: QuotaClaim | null;
	/** The key that it is accepted under, once; absent for most. */
	readonly claim?: KeyClaimRow;
	readonly bodyHashBytes: number;
	readonly headerBytes: number;
	/** Octets of the body that come with it, or the pieces that were staged before. */
	readonly bodyBytes: number;
	readonly stagedPieces: number;
}

export interface KeyClaimRow {
	readonly key: string;
	readonly payloadHash: string;
	readonly exclusive: boolean;
	readonly answer: string;
	readonly lifetimeMs: number;
}

/** What was accepted under a key before. */
export interface KeyUseRow {
	readonly payloadHash: string;
	readonly message: string;
	readonly answer: string;
}

/** Null when the message was written; else how much of the quota is used, or what its key stands for. */
export type AcceptAnswer = number | KeyUseRow | null;

/** Where in `about` the sending domain stands. */
export const ABOUT_DOMAIN = 6;

/** index, address, domain, notify, original recipient */
export const RECIPIENT_FIELDS = 5;

export interface ClaimOperation {
	readonly kind: "claim";
	readonly now: number;
	readonly limit: number;
	readonly perDestination: number;
	readonly except: readonly string[];
	/** Destinations that earlier parts of the same claim took from; they do count for what is due next. */
	readonly served: readonly string[];
}

export interface ClaimAnswer {
	/** The columns of `message` that relaying needs, once for each message. */
	readonly messages: readonly (readonly (Value | Uint8Array)[])[];
	/** {@link LEASED_FIELDS} for each recipient, those of one message and destination together. */
	readonly recipients: Row;
	readonly nextDueAt: number | null;
}

/** which of `messages`, index, address, domain, attempt, interruptions, notify, original recipient */
export const LEASED_FIELDS = 8;

export interface CompleteOperation {
	readonly kind: "complete";
	/** {@link SETTLEMENT_FIELDS} for each. */
	readonly settlements: Row;
	readonly reports: readonly AcceptOperation[];
}

/** message, index, attempt, state, bounce, at, due at, cause, reply, facts as JSON, suppressed by */
export const SETTLEMENT_FIELDS = 11;

/** Account and address of each that was put on a suppression list, one after the other. */
export type CompleteAnswer = readonly string[];

export interface ReportOperation {
	readonly kind: "report";
	/** {@link REPORTED_FIELDS} for each. */
	readonly changes: Row;
	/** DSNs that follow when any of it is new. */
	readonly reports: readonly AcceptOperation[];
}

/** message, index, kind, bounce, at, cause, reply, facts as JSON, suppression's kind, reported by, address, domain */
export const REPORTED_FIELDS = 12;

export interface ReportAnswer {
	/** Whether any of it was, so that the DSNs were written. */
	readonly isNew: boolean;
	/** As a {@link CompleteAnswer}. */
	readonly suppressed: readonly string[];
}

/** What people do to recipients that nobody has leased. */
export interface SteerOperation {
	readonly kind: "steer";
	readonly act: "retry" | "hold" | "release" | "cancel";
	readonly at: number;
	readonly by: string;
	readonly note: string;
	/** Message and index of each. */
	readonly recipients: Row;
	/** DSNs, each written when its message was changed. */
	readonly reports: readonly { readonly about: string; readonly accept: AcceptOperation }[];
	/** The audit log's row, written when anything was changed. */
	readonly audit: Row | null;
}

export interface SteerAnswer {
	/** Message and index of each that was changed. */
	readonly changed: Row;
	readonly audited: boolean;
}

export interface RefusalOperation {
	readonly id: string;
	readonly accountId: string;
	readonly at: number;
	readonly domainId: string;
	readonly reason: string;
	readonly count: number;
	/** All columns of `activity`. */
	readonly row: Row;
}

/** A change that the audit log tells of: `row` holds the columns of `audit`, and is written when anything changed. */
export interface AuditedOperation {
	readonly kind: "audited";
	readonly statements: readonly Statement[];
	readonly row: Row;
}

/**
 * A change that somebody is told of: the message is written where the first statement gives a row. `row` as of an
 * audited one; null where no change is being audited.
 */
export interface ToldOperation {
	readonly kind: "told";
	readonly statements: readonly Statement[];
	readonly row: Row | null;
	readonly accept: AcceptOperation;
}

export interface ToldAnswer {
	readonly answers: readonly (readonly Answer[])[];
	readonly audited: boolean;
	readonly told: boolean;
}

/** Plain SQL with its parameters; octets may be among them, for they are few and small. */
export interface Statement {
	readonly sql: string;
	readonly parameters: readonly (Value | Uint8Array)[];
}

export interface Batch {
	readonly operations: readonly Operation[];
	/** Where the octets of each operation begin in `octets`. */
	readonly offsets: readonly number[];
	readonly octets: Uint8Array<ArrayBuffer>;
}

/** One for each operation of the batch, in order. */
export type Result = { readonly value: unknown } | { readonly failed: string };

/** What comes back of a batch. */
export interface Settled {
	readonly results: readonly Result[];
	/** Whether there are new events in the outbox. */
	readonly outboxGrew: boolean;
}

export interface WriterStart {
	readonly folder: string;
	readonly durable: boolean;
	readonly now: number;
}
