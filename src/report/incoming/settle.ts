/**
 * From a report and the token that it came to, to what is written down. Pure.
 *
 * A token that names a recipient speaks of no other, whatever the report says; one that names the message lets the
 * report choose among the message's recipients, and a report that fits none of them changes nothing.
 */

import { parsePath } from "../../rfc/address/path.ts";
import { type CauseId, causeOf, classify, suppresses } from "../../terms/causes/index.ts";
import type { Instant } from "../../terms/clock.ts";
import type { FoundReply } from "../../terms/reply-in-text.ts";
import type { ReturnToken } from "../../terms/return-path.ts";
import type { ReportableRecipient, ReportedChange } from "../ports.ts";
import type { ComplaintReport, DeliveryReport, Report, ReportedFate, ReportedRecipient } from "./report.ts";

export interface Settled {
	readonly changes: readonly ReportedChange[];
	/** A recipient that it is about is just being attempted: its outcome has to be written down first. */
	readonly early: boolean;
}

/** A recipient, and what is said of it. `named` is set when the report names this very address. */
interface Said {
	readonly recipient: ReportableRecipient;
	readonly fate: ReportedFate;
	readonly named: boolean;
}

export function settleReport(
	report: Report,
	token: ReturnToken,
	recipients: readonly ReportableRecipient[],
	at: Instant,
): Settled {
	const may = token.index === null ? recipients : recipients.filter(({ index }) => index === token.index);
	switch (report.kind) {
		case "delivery": {
			const said = fates(report, token, may);
			const early = said.some(({ recipient }) => recipient.state === "leased");
			return { changes: said.map((each) => deliveryChange(report, token, each, at)), early };
		}
		case "complaint":
			return {
				changes: complainers(report, may).map((each) => complaintChange(report, token, each, at)),
				early: false,
			};
		case "auto-reply":
		case "none":
			return { changes: [], early: false };
		default:
			return report satisfies never;
	}
}

/** One fate for each recipient: a list or an alias may have several, and then the worst counts. */
function fates(
	report: DeliveryReport,
	token: ReturnToken,
	may: readonly ReportableRecipient[],
): readonly Said[] {
	const said = may.flatMap((recipient): Said[] => {
		const about = report.recipients.filter((each) => isAbout(each, recipient));
		const fate = worst(about);
		return fate === undefined ? [] : [{ recipient, fate, named: true }];
	});
	const [only] = may;
	if (said.length > 0 || only === undefined || may.length > 1) return said;
	// It can be about nobody else: forwarded, an alias, or an address that prose does not repeat.
	const fate = worst(report.recipients) ?? report.overall;
	if (fate === null || fate === undefined) return [];
	const names = report.recipients.length > 0;
	return [{ recipient: only, fate, named: !names && token.index !== null }];
}

function worst(about: readonly ReportedRecipient[]): ReportedRecipient | undefined {
	const is = (action: ReportedFate["action"]) => about.find((each) => each.action === action);
	return is("failed") ?? is("delayed") ?? is("delivered");
}

/** The original recipient is what we said with ORCPT: the sender's own, or else the address. */
function isAbout(
	{ finalRecipient, originalRecipient }: ReportedRecipient,
	{ address, originalRecipient: asked }: ReportableRecipient,
): boolean {
	const own = [address, asked?.slice(asked.indexOf(";") + 1) ?? address].map(folded);
	return own.includes(folded(originalRecipient ?? "")) || own.includes(folded(finalRecipient));
}

const folded = (address: string): string => address.normalize("NFC").toLowerCase();

function deliveryChange(
	report: DeliveryReport,
	{ message }: ReturnToken,
	{ recipient, fate, named }: Said,
	at: Instant,
): ReportedChange {
	const reply = saidOf(fate);
	const cause = causeIn(fate, reply);
	const host = fate.remoteMta ?? report.reporter;
	const common = {
		recipient: { message, index: recipient.index },
		at,
		cause,
		facts: { startedAt: at, durationMs: 0, phase: "report", reply, ...(host === null ? {} : { host }) },
	};
	if (fate.action === "delivered") return { ...common, kind: "confirmed", cause: "" };
	if (fate.action === "delayed") return { ...common, kind: "delayed" };
	// RFC 3463: class 4 is trouble that lasted too long, and says nothing against the address.
	const passed = fate.status?.startsWith("4") || /^4\d\d/.test(reply);
	const bounce = passed ? "soft" : causeOf(cause).bounce;
	const evidence = { cause, phase: fate.reply?.phase ?? "", reply, recipients: 1 };
	if (!named || passed || !suppresses(evidence)) return { ...common, kind: "bounced", bounce };
	return { ...common, kind: "bounced", bounce, ...suppression(recipient, "hard-bounce", host ?? "") };
}

/** The reply as attempts keep it, from its code on: "550 5.1.1 User unknown". */
function saidOf({ reply, status }: ReportedFate): string {
	if (reply === null) return status ?? "";
	const { code, enhanced, text } = reply;
	if (code === 0) return clean(text);
	const at = new RegExp(`(?:^|[^\\d.])${code}[ -]`).exec(text);
	if (at !== null) return clean(text.slice(at.index).replace(/^[^\d]/, ""));
	// Only the words are quoted: the codes are those of the report.
	const words = enhanced === null ? text : text.replace(enhanced, "").trim();
	return clean(`${code} ${enhanced === null ? "" : `${enhanced} `}${words}`);
}

const REPLY_LIMIT = 1_000;
const clean = (text: string): string =>
	text
		.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
		.trim()
		.slice(0, REPLY_LIMIT);

function causeIn({ reply, status }: ReportedFate, text: string): CauseId {
	const asked: FoundReply = reply ?? { code: codeOf(status), enhanced: status, text, phase: "rcpt" };
	const { cause } = classify(asked);
	if (cause !== "unknown" || status === null || asked.enhanced !== null) return cause;
	return classify({ ...asked, enhanced: status }).cause;
}

const codeOf = (status: string | null): number => (status === null ? 0 : Number(status[0]) * 100 + 50);

/** Whoever complained is often left out: then it is clear only where there is one recipient. */
function complainers(
	{ recipients }: ComplaintReport,
	may: readonly ReportableRecipient[],
): readonly ReportableRecipient[] {
	const named = may.filter(({ address }) => recipients.some((each) => folded(each) === folded(address)));
	return named.length > 0 ? named : may.length === 1 ? may : [];
}

function complaintChange(
	{ type, reporter }: ComplaintReport,
	{ message }: ReturnToken,
	recipient: ReportableRecipient,
	at: Instant,
): ReportedChange {
	const host = clean(reporter).slice(0, 255);
	const facts = {
		startedAt: at,
		durationMs: 0,
		phase: "report",
		reply: `complaint: ${clean(type).slice(0, 40)}`,
	};
	return {
		recipient: { message, index: recipient.index },
		at,
		kind: "complained",
		cause: "",
		facts: host === "" ? facts : { ...facts, host },
		...suppression(recipient, "complaint", host),
	};
}

function suppression(
	{ address }: ReportableRecipient,
	kind: "hard-bounce" | "complaint",
	reportedBy: string,
): Pick<ReportedChange, "suppression"> {
	const parsed = parsePath(address);
	if (parsed.kind !== "path") return {};
	const domain = parsed.path.domainAscii;
	return { suppression: { kind, address, domain, reportedBy: reportedBy === "" ? domain : reportedBy } };
}
