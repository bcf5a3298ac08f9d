/** What can be done to a destination, an account's mail there, or one recipient: each asked about before. */

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { operatorApi } from "../../api/client.ts";
import type { QueueDestination, QueuedRecipient, QueueSteered } from "../../api/schema.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Input } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Icon } from "../../ui/icons.tsx";
import { Menu, MenuItem, MenuLine } from "../../ui/menu.tsx";
import { readableAddress } from "../../ui/readable-domain.ts";
import { useToast } from "../../ui/toast.tsx";
import { uiWords } from "../../ui/words.ts";
import { useWords } from "../../words/use-words.ts";
import { type Act, pathOf, queueKey, withNote } from "./types.ts";
import { queueWords } from "./words.ts";

/** Whom it is for. */
export interface Whom {
	readonly row: QueueDestination;
	/** Only what this account sent. */
	readonly account?: { readonly id: string; readonly name: string } | undefined;
	readonly recipient?: QueuedRecipient | undefined;
}

const waiting = ({ queued, deferred }: QueueDestination): number => queued + deferred;

/** How many it is done to, as far as the list knows. */
const concerned: Readonly<Record<Act, (row: QueueDestination) => number>> = {
	pause: waiting,
	resume: waiting,
	retry: waiting,
	hold: waiting,
	release: ({ held }) => held,
	cancel: (row) => waiting(row) + row.held,
};

/** What there is to do, in the order of a menu; what ends things is last. */
export function actsFor({ row, account, recipient }: Whom): readonly Act[] {
	if (recipient !== undefined) {
		const first: readonly Act[] =
			recipient.state === "held" ? ["release"] : row.pause === null ? ["retry", "hold"] : ["hold"];
		return recipient.state === "leased" ? [] : [...first, "cancel"];
	}
	const ofAccount = account !== undefined;
	const all: readonly (readonly [Act, boolean])[] = [
		["retry", row.pause === null && (ofAccount || waiting(row) > 0)],
		["pause", !ofAccount && row.pause === null],
		["resume", !ofAccount && row.pause !== null],
		["hold", ofAccount || waiting(row) > 0],
		["release", ofAccount || row.held > 0],
		["cancel", ofAccount || waiting(row) + row.held > 0],
	];
	return all.flatMap(([act, is]) => (is ? [act] : []));
}

export function ActMenu({
	whom,
	name,
	onAct,
}: {
	readonly whom: Whom;
	/** Of the row, for screen readers. */
	readonly name: string;
	readonly onAct: (act: Act) => void;
}) {
	const words = useWords(queueWords);
	const acts = actsFor(whom);
	if (acts.length === 0) return null;
	return (
		<Menu
			align="end"
			trigger={
				<Button size="small">
					{words.column.acts}
					<span className="sr-only">: {name}</span>
					<Icon name="chevron" className="size-3.5" />
				</Button>
			}
		>
			{acts.map((act) =>
				act === "cancel" ? (
					<div key={act}>
						<MenuLine />
						<MenuItem danger onSelect={() => onAct(act)}>
							{words.acts[act].act}
						</MenuItem>
					</div>
				) : (
					<MenuItem key={act} onSelect={() => onAct(act)}>
						{words.acts[act].act}
					</MenuItem>
				),
			)}
		</Menu>
	);
}

export function SteerDialog({
	act,
	whom,
	onClose,
}: {
	readonly act: Act;
	readonly whom: Whom;
	readonly onClose: () => void;
}) {
	const words = useWords(queueWords);
	const { cancel } = useWords(uiWords);
	const steer = useSteer(act, whom);
	const { row, account, recipient } = whom;
	// What waited when it was asked; the list may go on meanwhile.
	const [{ count, underWay }] = useState({ count: concerned[act](row), underWay: row.leased });
	const isWhole = act === "pause" || act === "resume";
	const subject =
		recipient !== undefined
			? readableAddress(recipient.recipient)
			: account !== undefined
				? words.subject.account(account.name, row.id)
				: isWhole
					? row.id
					: words.subject.all(count, row.id);
	return (
		<Dialog title={words.acts[act].title} onClose={onClose}>
			<Form
				action={words.acts[act].act}
				actionKind={act === "cancel" ? "danger" : "primary"}
				aside={<Button onClick={onClose}>{cancel}</Button>}
				onSubmit={async ({ note = "" }) => {
					await steer(note.trim());
					onClose();
				}}
			>
				{({ error }) => (
					<>
						<p className="text-base font-semibold wrap-anywhere">{subject}</p>
						<p>{words.acts[act].about}</p>
						{recipient === undefined && underWay > 0 && act !== "resume" && (
							<p className="text-quiet">{words.underWay(underWay)}</p>
						)}
						{withNote.has(act) && (
							<Input
								label={words.note}
								hint={words.noteHint}
								name="note"
								maxLength={500}
								optional
								error={error("note")}
							/>
						)}
					</>
				)}
			</Form>
		</Dialog>
	);
}

/** Does it, says how many it was done to, and has what is shown read again. */
function useSteer(act: Act, { row, account, recipient }: Whom): (note: string) => Promise<void> {
	const words = useWords(queueWords);
	const queries = useQueryClient();
	const say = useToast();
	return async (note) => {
		const path = pathOf(row.id, `/${act}`);
		const noted = note === "" ? {} : { note };
		if (act === "pause" || act === "resume") {
			await operatorApi.post<QueueDestination>(path, act === "pause" ? noted : undefined);
			say(words.done[act](row.id));
		} else {
			const { changed, underWay } = await operatorApi.post<QueueSteered>(path, {
				...noted,
				...(account === undefined ? {} : { accountId: account.id }),
				...(recipient === undefined ? {} : { recipient: recipient.id }),
			});
			say(words.done[act](changed) + (underWay === 0 ? "" : words.doneUnderWay(underWay)));
		}
		await queries.invalidateQueries({ queryKey: queueKey });
	};
}
