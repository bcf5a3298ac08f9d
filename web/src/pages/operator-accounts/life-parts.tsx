/** An account is suspended and resumed, deleted and restored. */

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import { operatorApi } from "../../api/client.ts";
import type { Account } from "../../api/schema.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog, Dialog } from "../../ui/dialog.tsx";
import { Input } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { useToast } from "../../ui/toast.tsx";
import { uiWords } from "../../ui/words.ts";
import { useWords } from "../../words/use-words.ts";
import { operatorAccountsWords } from "./words.ts";

interface PartProps {
	readonly account: Account;
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

function Part({
	title,
	about,
	children,
}: {
	readonly title: string;
	readonly about: string;
	readonly children: ReactNode;
}) {
	const id = useId();
	return (
		<section className="sheet grid justify-items-start gap-3 p-5" aria-labelledby={id}>
			<h2 id={id} className="text-base">
				{title}
			</h2>
			<p className="text-quiet">{about}</p>
			{children}
		</section>
	);
}

export function SuspendPart({ account }: PartProps) {
	const words = useWords(operatorAccountsWords).suspend;
	const act = useAct(account);
	const [isOpen, setOpen] = useState(false);
	const close = (): void => setOpen(false);
	if (account.suspendedReason !== null) {
		return (
			<Part title={words.resumeTitle} about={words.resumeAbout}>
				<Button onClick={() => setOpen(true)}>{words.resume}</Button>
				{isOpen && (
					<ConfirmDialog
						title={words.resumeDialog(account.name)}
						action={words.resume}
						onConfirm={() => act("resume", {}, words.resumed)}
						onClose={close}
					>
						{words.resumeAbout}
					</ConfirmDialog>
				)}
			</Part>
		);
	}
	return (
		<Part title={words.title} about={words.about}>
			<Button kind="danger" onClick={() => setOpen(true)}>
				{words.suspend}
			</Button>
			{isOpen && (
				<ReasonDialog
					title={words.dialog(account.name)}
					about={words.about}
					label={words.reason}
					hint={words.reasonHint}
					action={words.suspend}
					onClose={close}
					onSubmit={(reason) => act("suspend", { reason }, words.suspended)}
				/>
			)}
		</Part>
	);
}

export function DeletePart({ account }: PartProps) {
	const words = useWords(operatorAccountsWords).remove;
	const act = useAct(account);
	const [isOpen, setOpen] = useState(false);
	const close = (): void => setOpen(false);
	if (account.deletesAt !== null) {
		return (
			<Part title={words.restoreTitle} about={words.restoreAbout}>
				<Button onClick={() => setOpen(true)}>{words.restore}</Button>
				{isOpen && (
					<ConfirmDialog
						title={words.restoreDialog(account.name)}
						action={words.restore}
						onConfirm={() => act("restore", {}, words.restored)}
						onClose={close}
					>
						{words.restoreAbout}
					</ConfirmDialog>
				)}
			</Part>
		);
	}
	return (
		<Part title={words.title} about={words.about}>
			<Button kind="danger" onClick={() => setOpen(true)}>
				{words.remove}
			</Button>
			{isOpen && (
				<ReasonDialog
					title={words.dialog(account.name)}
					about={words.about}
					label={words.reason}
					isOptional
					action={words.remove}
					onClose={close}
					onSubmit={(reason) => act("delete", reason === "" ? {} : { reason }, words.removed)}
				/>
			)}
		</Part>
	);
}

function ReasonDialog({
	title,
	about,
	label,
	hint,
	isOptional = false,
	action,
	onSubmit,
	onClose,
}: {
	readonly title: string;
	readonly about: string;
	readonly label: string;
	readonly hint?: string;
	readonly isOptional?: boolean;
	readonly action: string;
	readonly onSubmit: (reason: string) => Promise<void>;
	readonly onClose: () => void;
}) {
	const { cancel } = useWords(uiWords);
	return (
		<Dialog title={title} onClose={onClose}>
			<Form
				action={action}
				actionKind="danger"
				aside={<Button onClick={onClose}>{cancel}</Button>}
				onSubmit={async ({ reason = "" }) => {
					await onSubmit(reason.trim());
					onClose();
				}}
			>
				{({ error }) => (
					<>
						<p>{about}</p>
						<Input
							label={label}
							{...(hint === undefined ? {} : { hint })}
							name="reason"
							maxLength={300}
							optional={isOptional}
							error={error("reason")}
						/>
					</>
				)}
			</Form>
		</Dialog>
	);
}
