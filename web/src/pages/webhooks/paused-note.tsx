/** Why nothing is sent, and the way to begin again. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { useSession } from "../../api/me.ts";
import type { Webhook } from "../../api/schema.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { useErrorText } from "../../ui/form.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useWords } from "../../words/use-words.ts";
import { webhookKey, webhooksKey } from "./keys.ts";
import { webhookWords } from "./words.ts";

export function PausedNote({ webhook: { id, enabled, pausedReason } }: { readonly webhook: Webhook }) {
	const words = useWords(webhookWords);
	const { can } = useSession();
	const queries = useQueryClient();
	const say = useToast();
	const errorText = useErrorText();
	const resume = useMutation({
		mutationFn: () => api.post(`/v1/webhooks/${id}/resume`),
		onSuccess: async () => {
			say(words.paused.resumed);
			await Promise.all([
				queries.invalidateQueries({ queryKey: webhookKey(id) }),
				queries.invalidateQueries({ queryKey: webhooksKey }),
			]);
		},
		onError: (error) => say(errorText(error), "failed"),
	});
	if (!enabled) return <Banner>{words.offNote}</Banner>;
	if (pausedReason === null) return null;
	const action = can("webhooks:write") && (
		<Button size="small" busy={resume.isPending} onClick={() => resume.mutate()}>
			{words.paused.resume}
		</Button>
	);
	return (
		<Banner kind="warning" action={action}>
			<p className="font-semibold">{words.paused.title}</p>
			<p>
				{words.paused.why[pausedReason]} {words.paused.about}
			</p>
		</Banner>
	);
}
