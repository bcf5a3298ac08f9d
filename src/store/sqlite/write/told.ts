/** A change, and the message that tells of it: neither is without the other. */

import type { Answer, AuditedOperation, Statement, ToldAnswer, ToldOperation } from "../operations.ts";
import type { AuditedAnswer } from "../set-up-writes.ts";
import type { Accept } from "./accept.ts";

export type Told = (operation: ToldOperation, octets: Uint8Array, at: number) => ToldAnswer;

export function prepareTold(
	sql: (statement: Statement) => readonly Answer[],
	audited: (operation: AuditedOperation) => AuditedAnswer,
	accept: Accept,
): Told {
	return ({ statements, row, accept: message }, octets, at) => {
		const changed =
			row === null
				? { answers: statements.map(sql), audited: false }
				: audited({ kind: "audited", statements, row });
		const told = (changed.answers[0]?.length ?? 0) > 0;
		if (told) accept(message, octets, at);
		return { ...changed, told };
	};
}
