/** Which rows of Activity an operation made or changed, told from what was asked and answered: nothing is read for it. */

import { type ActivityId, activityIdOf, type MessageId } from "../../terms/ids.ts";
import {
	type AcceptOperation,
	type ClaimAnswer,
	LEASED_FIELDS,
	type Operation,
	RECIPIENT_FIELDS,
	REPORTED_FIELDS,
	SETTLEMENT_FIELDS,
	type SteerAnswer,
	type ToldAnswer,
} from "./operations.ts";

/** An outcome that was applied before is among them: it changed nothing, and telling of it does no harm. */
export function changedRows(operation: Operation, value: unknown): readonly ActivityId[] {
	switch (operation.kind) {
		case "accept":
			return value === null ? recipientsOf(operation) : [];
		case "claim":
			return claimed(value as ClaimAnswer);
		case "complete":
			return [
				...keysIn(operation.settlements, SETTLEMENT_FIELDS),
				...operation.reports.flatMap(recipientsOf),
			];
		case "report":
			return [...keysIn(operation.changes, REPORTED_FIELDS), ...operation.reports.flatMap(recipientsOf)];
		case "steer":
			return [
				...keysIn((value as SteerAnswer).changed, 2),
				...operation.reports.flatMap(({ accept }) => recipientsOf(accept)),
			];
		case "told":
			return (value as ToldAnswer).told ? recipientsOf(operation.accept) : [];
		case "refusals":
			return operation.rows.map(({ id }) => id as ActivityId);
		default:
			return [];
	}
}

const recipientsOf = ({ id, recipients }: AcceptOperation): readonly ActivityId[] =>
	Array.from({ length: recipients.length / RECIPIENT_FIELDS }, (_, i) =>
		activityIdOf(id as MessageId, recipients[i * RECIPIENT_FIELDS] as number),
	);

/** Rows that begin with a message and the index of a recipient. */
const keysIn = (row: readonly unknown[], fields: number): readonly ActivityId[] =>
	Array.from({ length: row.length / fields }, (_, i) =>
		activityIdOf(row[i * fields] as MessageId, row[i * fields + 1] as number),
	);

function claimed({ messages, recipients }: ClaimAnswer): readonly ActivityId[] {
	return Array.from({ length: recipients.length / LEASED_FIELDS }, (_, i) => {
		const message = messages[recipients[i * LEASED_FIELDS] as number]?.[0];
		return activityIdOf(message as MessageId, recipients[i * LEASED_FIELDS + 1] as number);
	});
}
