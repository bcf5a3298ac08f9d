/** Whether signature and envelope are of the domain in From: what DMARC asks (RFC 7489 §3.1). */

import type { MessageFacts } from "../../api/activity.ts";
import { Address } from "../../ui/address.tsx";
import { cx } from "../../ui/class-names.ts";
import { Code } from "../../ui/code.tsx";
import { Icon } from "../../ui/icons.tsx";
import { useWords } from "../../words/use-words.ts";
import { Line, Lines } from "./lines.tsx";
import { messageWords } from "./words.ts";

interface Props {
	readonly alignment: MessageFacts["alignment"];
	readonly author: string;
}

export function Authentication({ alignment, author }: Props) {
	const words = useWords(messageWords);
	return (
		<div className="grid max-w-3xl gap-3">
			<Lines>
				<Line name={words.from}>
					<Address of={author} />
				</Line>
			</Lines>
			<div className="grid gap-3 sm:grid-cols-2">
				{(["dkim", "spf"] as const).map((kind) => (
					<Half key={kind} kind={kind} {...alignment[kind]} />
				))}
			</div>
			<p className="text-quiet">{words.alignment}</p>
		</div>
	);
}

function Half({
	kind,
	domain,
	aligned,
}: {
	readonly kind: "dkim" | "spf";
	readonly domain: string | null;
	readonly aligned: boolean;
}) {
	const words = useWords(messageWords);
	const none = kind === "dkim" ? words.notSigned : words.nullSender;
	const verdict = domain === null ? none : aligned ? words.aligned : words.notAligned;
	const colour = aligned ? "text-green" : domain === null ? "text-quiet" : "text-amber";
	return (
		<section className="sheet grid content-start gap-1 p-4">
			<h3 className="text-sm">{words[kind]}</h3>
			<p className="text-xs text-quiet">{words[`${kind}About`]}</p>
			{domain !== null && (
				<p>
					<Code>{domain}</Code>
				</p>
			)}
			<p className={cx("flex items-center gap-1.5 font-semibold", colour)}>
				<Icon name={aligned ? "check" : domain === null ? "info" : "warning"} />
				{verdict}
			</p>
		</section>
	);
}
