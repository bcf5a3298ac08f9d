import type { DeliveryState } from "../../../../src/terms/webhook.ts";
import { Icon, type IconName } from "../../ui/icons.tsx";
import { useWords } from "../../words/use-words.ts";
import { webhookWords } from "./words.ts";

const looks: Readonly<Record<DeliveryState, readonly [IconName, string]>> = {
	waiting: ["refresh", "text-amber"],
	delivered: ["check", "text-green"],
	failed: ["warning", "text-red"],
};

export function DeliveryMark({ state }: { readonly state: DeliveryState }) {
	const words = useWords(webhookWords).deliveryStates;
	const [icon, colour] = looks[state];
	return (
		<span className={`inline-flex items-center gap-1.5 whitespace-nowrap ${colour}`}>
			<Icon name={icon} className="size-3.5" />
			{words[state]}
		</span>
	);
}
