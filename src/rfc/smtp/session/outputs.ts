/** What comes out of a server session, and what it asks. */

import { encodeBase64 } from "../../sasl/base64.ts";
import { type FaultFound, found } from "../faults.ts";
import type { Reply } from "../reply.ts";
import type { MailArguments, RcptArguments } from "./arguments.ts";

export type Phase = "greeted" | "ready" | "sender" | "recipients" | "content" | "chunks" | "closed";

export interface SessionOptions {
	readonly hostname: string;
	/** Announced in SIZE; octets. */
	readonly messageBytes: number;
	/** STARTTLS can be offered. */
	readonly tlsAvailable: boolean;
	/** AUTH is offered once TLS is on, or at once where it is not asked for. */
	readonly offersAuth: boolean;
	readonly authNeedsTls: boolean;
}

export type Question =
	| {
			readonly about: "credentials";
			/** Whom to act as (RFC 4616 §2); empty means: as `username`. */
			readonly authorizationId: string;
			readonly username: string;
			readonly password: string;
	  }
	/** AUTH that is not offered now, or not with this mechanism: what to say instead. */
	| { readonly about: "authentication"; readonly needsTls: boolean; readonly mechanism: string }
	| { readonly about: "reverse-path"; readonly arguments: MailArguments }
	| { readonly about: "recipient"; readonly arguments: RcptArguments }
	| { readonly about: "content" };

export type Output =
	| { readonly kind: "reply"; readonly reply: Reply }
	| { readonly kind: "fault"; readonly fault: FaultFound }
	/** No further line is to be given before `answer`. */
	| { readonly kind: "ask"; readonly question: Question }
	| { readonly kind: "greeted"; readonly name: string; readonly extended: boolean }
	/** The transaction is over without a message. */
	| { readonly kind: "reset" }
	/** Nothing may have been received behind the command; then this is said, and the handshake begins. */
	| { readonly kind: "start-tls"; readonly reply: Reply }
	/** Octets until the dot line are content; then `contentEnded`. */
	| { readonly kind: "content" }
	/** So many octets follow; then `chunkEnded`. They are content only when `keep`. */
	| { readonly kind: "chunk"; readonly bytes: number; readonly last: boolean; readonly keep: boolean }
	| { readonly kind: "close" };

export const reply = (reply: Reply): Output => ({ kind: "reply", reply });
export const say = (code: number, enhanced: NonNullable<Reply["enhanced"]>, text: string): Output =>
	reply({ code, enhanced, lines: [text] });
export const faulty = (fault: FaultFound): Output => ({ kind: "fault", fault });
/** RFC 4954 §4: a challenge is base64 after 334. */
export const challenge = (text: string): Output => reply({ code: 334, lines: [encodeBase64(text)] });

/** What is no word is not repeated: behind an AUTH that was refused it may be half of a password. */
export const sayable = (verb: string): string => (/^[A-Za-z]{1,12}$/.test(verb) ? verb : "(no word)");

export const syntax = (problem: string): Output => faulty(found("command-syntax", "usual", { problem }));
/** RFC 4954 §4. */
export const undecodable = (problem: string): Output =>
	faulty(found("command-syntax", "encoding", { problem }));
export const notImplemented = (command: string): Output =>
	faulty(found("command-not-implemented", "usual", { command }));
