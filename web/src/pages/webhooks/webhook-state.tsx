import type { Webhook } from "../../api/schema.ts";
import { Icon, type IconName } from "../../ui/icons.tsx";
import { useWords } from "../../words/use-words.ts";
import { webhookWords } from "./words.ts";

/** Whether events are sent to it; by its icon and word, not by colour alone. */
export function WebhookState({ webhook }: { readonly webhook: Webhook }) {
	const words = useWords(webhookWords).states;
	const state = !webhook.enabled ? "off" : webhook.pausedReason !== null ? "paused" : "on";
	const looks: Readonly<Record<typeof state, readonly [IconName, string]>> = {
		on: ["check", "text-green"],
		paused: ["warning", "text-amber"],
		off: ["close", "text-quiet"],
	};
	const [icon, colour] = looks[state];
	return (
		<span className={`inline-flex items-center gap-1.5 whitespace-nowrap ${colour}`}>
			<Icon name={icon} className="size-3.5" />
			{words[state]}
		</span>
	);
}
