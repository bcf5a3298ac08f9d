/** What is asked about before it is done to an SMTP user. */

import { useQueryClient } from "@tanstack/react-query";
import { api } from "../../../api/client.ts";
import type { SmtpUser } from "../../../api/schema.ts";
import { ConfirmDialog } from "../../../ui/dialog.tsx";
import { Time } from "../../../ui/time.tsx";
import { useToast } from "../../../ui/toast.tsx";
import { useWords } from "../../../words/use-words.ts";
import type { WithPassword } from "./new-secret.tsx";
import { smtpUserWords } from "./words.ts";

interface Asked {
	readonly user: SmtpUser;
	readonly onClose: () => void;
}

function useRefresh() {
	const queries = useQueryClient();
	return () => queries.invalidateQueries({ queryKey: ["smtp-users"] });
}

export function ResetPassword({
	user,
	onClose,
	onMade,
}: Asked & { readonly onMade: (made: WithPassword) => void }) {
	const words = useWords(smtpUserWords);
	const refresh = useRefresh();
	const reset = async (): Promise<void> => {
		onMade(await api.post<WithPassword>(`/v1/smtp-users/${user.id}/reset-password`));
		await refresh();
	};
	return (
		<ConfirmDialog title={words.resetAsk(user.name)} action={words.reset} onConfirm={reset} onClose={onClose}>
			<p>{words.resetMeans}</p>
			<LastUse user={user} />
		</ConfirmDialog>
	);
}

export function SwitchUser({ user, onClose }: Asked) {
	const words = useWords(smtpUserWords);
	const refresh = useRefresh();
	const say = useToast();
	const { disabled, name } = user;
	const change = async (): Promise<void> => {
		await api.patch(`/v1/smtp-users/${user.id}`, { disabled: !disabled });
		say(disabled ? words.isEnabled(name) : words.isDisabled(name));
		await refresh();
	};
	return (
		<ConfirmDialog
			title={disabled ? words.enableAsk(name) : words.disableAsk(name)}
			action={disabled ? words.enable : words.disable}
			kind={disabled ? "primary" : "danger"}
			onConfirm={change}
			onClose={onClose}
		>
			<p>{disabled ? words.enableMeans : words.disableMeans}</p>
			{!disabled && <LastUse user={user} />}
		</ConfirmDialog>
	);
}

export function RemoveUser({ user, onClose }: Asked) {
	const words = useWords(smtpUserWords);
	const refresh = useRefresh();
	const say = useToast();
	const remove = async (): Promise<void> => {
		await api.delete(`/v1/smtp-users/${user.id}`);
		say(words.isRemoved(user.name));
		await refresh();
	};
	return (
		<ConfirmDialog
			title={words.removeAsk(user.name)}
			action={words.remove}
			onConfirm={remove}
			onClose={onClose}
		>
			<p>{words.removeMeans}</p>
			<LastUse user={user} />
		</ConfirmDialog>
	);
}

/** Whether something still uses it. */
function LastUse({ user: { lastConnection } }: { readonly user: SmtpUser }) {
	const words = useWords(smtpUserWords);
	return (
		<p className="mt-2 text-quiet">
			{lastConnection === null ? (
				words.neverUsed
			) : (
				<>
					{words.lastUsed} <Time at={lastConnection.at} />.
				</>
			)}
		</p>
	);
}
