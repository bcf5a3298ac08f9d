import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { useSession } from "../../api/me.ts";
import type { Webhook, WebhookWithSecret as WithSecret } from "../../api/schema.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog, Dialog } from "../../ui/dialog.tsx";
import { Form } from "../../ui/form.tsx";
import { Failed, Skeleton } from "../../ui/list-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { useWords } from "../../words/use-words.ts";
import { Deliveries } from "./deliveries.tsx";
import { webhookKey, webhooksKey } from "./keys.ts";
import { PausedNote } from "./paused-note.tsx";
import { SecretShown } from "./secret-shown.tsx";
import { TestResult } from "./test-result.tsx";
import { WebhookFacts } from "./webhook-facts.tsx";
import { WebhookForm } from "./webhook-form.tsx";
import { webhookWords } from "./words.ts";

const route = getRouteApi("/app/settings-frame/settings/webhooks/$id");

export function WebhookPage() {
	const words = useWords(webhookWords);
	const { id } = route.useParams();
	const { data, error, refetch } = useQuery({
		queryKey: webhookKey(id),
		queryFn: ({ signal }) => api.get<Webhook>(`/v1/webhooks/${id}`, undefined, signal),
	});
	if (data !== undefined) return <Whole webhook={data} />;
	return (
		<>
			<PageHeader title={words.one} back={<Back />} />
			{error ? <Failed error={error} onRetry={refetch} /> : <Skeleton />}
		</>
	);
}

const Back = () => {
	const words = useWords(webhookWords);
	return (
		<Link to="/settings/webhooks" className="link">
			{words.title}
		</Link>
	);
};

type Doing = "change" | "rotate" | "remove" | "test" | null;

function Whole({ webhook }: { readonly webhook: Webhook }) {
	const words = useWords(webhookWords);
	const { can } = useSession();
	const [doing, setDoing] = useState<Doing>(null);
	const acts = can("webhooks:write") && (
		<>
			<Button onClick={() => setDoing("test")}>{words.test.act}</Button>
			<Button onClick={() => setDoing("change")}>{words.change}</Button>
			<Button onClick={() => setDoing("rotate")}>{words.rotate.act}</Button>
			<Button kind="danger" onClick={() => setDoing("remove")}>
				{words.remove.act}
			</Button>
		</>
	);
	return (
		<>
			<PageHeader
				title={webhook.description === "" ? new URL(webhook.url).host : webhook.description}
				back={<Back />}
				actions={acts}
			/>
			<div className="grid gap-6">
				<PausedNote webhook={webhook} />
				<WebhookFacts webhook={webhook} />
				<Deliveries webhook={webhook} />
			</div>
			<Dialogs webhook={webhook} doing={doing} onClose={() => setDoing(null)} />
		</>
	);
}

function Dialogs({
	webhook,
	doing,
	onClose,
}: {
	readonly webhook: Webhook;
	readonly doing: Doing;
	readonly onClose: () => void;
}) {
	const words = useWords(webhookWords);
	const queries = useQueryClient();
	const navigate = useNavigate();
	if (doing === "test") return <TestResult webhook={webhook} onClose={onClose} />;
	if (doing === "rotate") return <Rotate webhook={webhook} onClose={onClose} />;
	if (doing === "change") {
		return (
			<Dialog title={words.changeTitle} onClose={onClose}>
				<WebhookForm account={webhook.accountId} webhook={webhook} onMade={onClose} onChanged={onClose} />
			</Dialog>
		);
	}
	if (doing !== "remove") return null;
	const remove = async (): Promise<void> => {
		await api.delete(`/v1/webhooks/${webhook.id}`);
		await navigate({ to: "/settings/webhooks" });
		queries.removeQueries({ queryKey: webhookKey(webhook.id) });
		await queries.invalidateQueries({ queryKey: webhooksKey });
	};
	return (
		<ConfirmDialog title={words.remove.ask} action={words.remove.act} onConfirm={remove} onClose={onClose}>
			{words.remove.about}
		</ConfirmDialog>
	);
}

/** Not a ConfirmDialog, which closes after the act: here the secret comes after it. */
function Rotate({ webhook, onClose }: { readonly webhook: Webhook; readonly onClose: () => void }) {
	const words = useWords(webhookWords);
	const [secret, setSecret] = useState<string | null>(null);
	const rotate = async (): Promise<void> => {
		const made = await api.post<WithSecret>(`/v1/webhooks/${webhook.id}/rotate-secret`);
		setSecret(made.secret);
	};
	return (
		<Dialog title={secret === null ? words.rotate.ask : words.secret.title} onClose={onClose}>
			{secret === null ? (
				<Form action={words.rotate.act} actionKind="danger" onSubmit={rotate}>
					{() => <p>{words.rotate.about}</p>}
				</Form>
			) : (
				<SecretShown secret={secret} isRotated onDone={onClose} />
			)}
		</Dialog>
	);
}
