/**
 * Refusals of what breaks the protocol. Codes and SMTP text are those of src/rfc/smtp/faults.ts, where the
 * protocol machine finds the fault; only the columns that are not the protocol's business are added here.
 */

import { type Fault, faults } from "../../rfc/smtp/faults.ts";
import type { HttpStatus, Phase, RefusalRow } from "./row.ts";

interface Columns {
	readonly phases: readonly [Phase, ...Phase[]];
	readonly http?: HttpStatus;
}

const columns = {
	"command-unknown": { phases: ["any"] },
	"command-not-implemented": { phases: ["any"] },
	"command-syntax": { phases: ["any"] },
	"command-out-of-sequence": { phases: ["any"] },
	"line-too-long": { phases: ["any"] },
	"no-valid-recipients": { phases: ["data"] },
	"too-many-errors": { phases: ["any"] },
	"talks-too-soon": { phases: ["connect", "any"] },
	"idle-timeout": { phases: ["any"] },
} as const satisfies Record<Fault, Columns>;

type Row<F extends Fault> = RefusalRow &
	(typeof columns)[F] & { readonly says: (typeof faults)[F]["usual"]["says"] };
type Rows = { readonly [F in Fault]: Row<F> };

export const protocolRefusals = Object.fromEntries(
	Object.entries(faults).map(([fault, { usual, ...variants }]) => [
		fault,
		{ ...columns[fault as Fault], ...usual, variants },
	]),
) as unknown as Rows;
