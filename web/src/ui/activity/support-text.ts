/** What support needs to know, as plain text: reason, exact reply, ids, times in UTC. */

import type { ActivityRow } from "../../api/activity.ts";
import type { Language } from "../../words/catalogue.ts";
import { uiWords } from "../words.ts";
import { reasonWords } from "./words.ts";

export function supportText(row: ActivityRow, language: Language): string {
	const { support, unknown } = reasonWords[language];
	const title = row.words?.title ?? unknown;
	const lines: readonly (readonly [string, string])[] = [
		[support.reason, row.reason === "" ? title : `${title} [${row.reason}]`],
		[support.status, uiWords[language].status[row.status]],
		[support.recipient, row.recipient],
		[support.sender, row.author || row.sender],
		[support.about, row.subject],
		[support.messageId, row.headerMessageId],
		[support.id, row.messageId ?? row.id],
		[support.at, row.at],
		[support.updatedAt, row.updatedAt === row.at ? "" : row.updatedAt],
		[support.next, row.nextAttemptAt ?? ""],
		[support.attempts, row.attempts === 0 ? "" : String(row.attempts)],
		[support.count, row.count === 1 ? "" : String(row.count)],
	];
	const said = lines.filter(([, value]) => value !== "").map(([name, value]) => `${name}: ${value}`);
	return [...said, ...(row.reply === "" ? [] : [`${support.reply}:`, row.reply])].join("\n");
}

/** Mail programs and servers take no longer addresses. */
const MOST_CHARACTERS = 1_500;

/** Where support is written to with these details filled in; undefined where the operator named no support. */
export function supportAddress(
	{ supportEmail, supportUrl }: { readonly supportEmail: string | null; readonly supportUrl: string | null },
	row: ActivityRow,
	language: Language,
): string | undefined {
	const { support, unknown } = reasonWords[language];
	const subject = support.subject(row.words?.title ?? (row.reason || unknown));
	const details = [...supportText(row, language)].slice(0, MOST_CHARACTERS).join("");
	if (supportUrl !== null) {
		const url = URL.parse(supportUrl);
		if (url !== null && /^https?:$/.test(url.protocol)) {
			for (const [name, value] of Object.entries({ subject, details, reference: row.messageId ?? row.id }))
				url.searchParams.set(name, value);
			return url.href;
		}
	}
	if (supportEmail === null) return undefined;
	// RFC 6068 §5: a line break is CRLF; a space is %20, never a plus.
	const body = encodeURIComponent(details.replaceAll("\n", "\r\n"));
	return `mailto:${encodeURIComponent(supportEmail).replace("%40", "@")}?subject=${encodeURIComponent(subject)}&body=${body}`;
}
