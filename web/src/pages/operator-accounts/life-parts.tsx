/** An account is suspended and resumed, deleted and restored: each time the one, where it is not so already, else the other. */

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import { operatorApi } from "../../api/client.ts";
import { useService } from "../../api/me.ts";
import type { Account } from "../../api/schema.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/dialog.tsx";
import { useSpan } from "../../ui/span.ts";
import { useToast } from "../../ui/toast.tsx";
import { useWords } from "../../words/use-words.ts";
import { ReasonDialog } from "./reason-dialog.tsx";
import { operatorAccountsWords } from "./words.ts";

interface PartProps {
	readonly account: Account;
}

export function SuspendPart({ account }: PartProps) {
	const words = useWords(operatorAccountsWords).suspend;
	const act = useAct(account);
	return account.suspendedReason === null ? (
		<Ending
			title={words.title}
			about={words.about}
			action={words.suspend}
			ask={words.dialog(account.name)}
			reason={words.reason}
			reasonHint={words.reasonHint}
			onSubmit={(reason) => act("suspend", { reason }, words.suspended)}
		/>
	) : (
		<Beginning
			title={words.resumeTitle}
			about={words.resumeAbout}
			action={words.resume}
			ask={words.resumeDialog(account.name)}
			onConfirm={() => act("resume", {}, words.resumed)}
		/>
	);
}

export function DeletePart({ account }: PartProps) {
	const words = useWords(operatorAccountsWords).remove;
	const span = useSpan()(useService().deletionGraceMs);
	const act = useAct(account);
	return account.deletesAt === null ? (
		<Ending
			title={words.title}
			about={words.about(span)}
			action={words.remove}
			ask={words.dialog(account.name)}
			reason={words.reason}
			isReasonOptional
			onSubmit={(reason) => act("delete", reason === "" ? {} : { reason }, words.removed)}
		/>
	) : (
		<Beginning
			title={words.restoreTitle}
			about={words.restoreAbout}
			action={words.restore}
			ask={words.restoreDialog(account.name)}
			onConfirm={() => act("restore", {}, words.restored)}
		/>
	);
}

/** Does it, reads the account again and says so. */
function useAct({ id }: Account) {
	const queries = useQueryClient();
	const say = useToast();
	return async (verb: string, body: object, said: string): Promise<void> => {
		await operatorApi.post(`/v1/accounts/${id}/${verb}`, body);
		await Promise.all([
			queries.invalidateQueries({ queryKey: ["operator"] }),
			queries.invalidateQueries({ queryKey: ["account"] }),
		]);
		say(said);
	};
}

interface ActProps {
	readonly title: string;
	/** What will happen: said on the page, and once more where it is confirmed. */
	readonly about: string;
	readonly action: string;
	/** Title of the dialog. */
	readonly ask: string;
}

/** Takes something from the customer, who may read why. */
function Ending({
	reason,
	reasonHint,
	isReasonOptional,
	onSubmit,
	...act
}: ActProps & {
	readonly reason: string;
	readonly reasonHint?: string;
	readonly isReasonOptional?: boolean;
	readonly onSubmit: (reason: string) => Promise<void>;
}) {
	const [isOpen, setOpen] = useState(false);
	return (
		<Part {...act} kind="danger" onOpen={() => setOpen(true)}>
			{isOpen && (
				<ReasonDialog
					title={act.ask}
					about={act.about}
					label={reason}
					hint={reasonHint}
					isOptional={isReasonOptional}
					action={act.action}
					onClose={() => setOpen(false)}
					onSubmit={onSubmit}
				/>
			)}
		</Part>
	);
}

/** Gives it back. */
function Beginning({ onConfirm, ...act }: ActProps & { readonly onConfirm: () => Promise<void> }) {
	const [isOpen, setOpen] = useState(false);
	return (
		<Part {...act} onOpen={() => setOpen(true)}>
			{isOpen && (
				<ConfirmDialog
					title={act.ask}
					action={act.action}
					kind="primary"
					onConfirm={onConfirm}
					onClose={() => setOpen(false)}
				>
					{act.about}
				</ConfirmDialog>
			)}
		</Part>
	);
}

function Part({
	title,
	about,
	action,
	kind,
	onOpen,
	children,
}: Omit<ActProps, "ask"> & {
	readonly kind?: "danger";
	readonly onOpen: () => void;
	/** The dialog, while it is open. */
	readonly children: ReactNode;
}) {
	const id = useId();
	return (
		<section className="sheet grid justify-items-start gap-3 p-5" aria-labelledby={id}>
			<h2 id={id} className="text-base">
				{title}
			</h2>
			<p className="text-quiet">{about}</p>
			<Button kind={kind ?? "plain"} onClick={onOpen}>
				{action}
			</Button>
			{children}
		</section>
	);
}
