/**
 * Mail of the service itself: people who are asked to join, forgotten passwords, and what happens to an account. It goes
 * through our own queue, as a message of nobody's account, so it is durable, tried again, and seen by the operator.
 */

import type { Instant } from "../../terms/clock.ts";
import type { ServiceEvent } from "../../terms/events.ts";
import type { NewMessage } from "../../terms/message.ts";
import type { EmailChange, Invitation, Person } from "../../terms/person.ts";
import type { Language } from "../../terms/refusals/index.ts";
import type { Audience, NoticeConfiguration, NoticePorts, Reader } from "../notice-ports.ts";
import { letter, senderOf } from "./letter.ts";
import type { MailedEvent, Notice, NoticeWords, Style } from "./notice.ts";
import { en } from "./words/en.ts";
import { fr } from "./words/fr.ts";

export interface Mail {
	readonly to: string;
	readonly language: Language;
	readonly notice: Notice;
}

export interface Notices {
	/** Queues the mails that follow of an event, if any. Told again, it queues none twice within a day. */
	tell(event: ServiceEvent): Promise<void>;
	/** The mails that follow of an event; none for most. */
	noticesFor(event: ServiceEvent): Promise<readonly Mail[]>;
	/** `accountName` is null where it is about running the service. */
	invitation(invitation: Invitation, accountName: string | null, link: string): Promise<void>;
	passwordReset(person: Person, link: string): Promise<void>;
	readonly emailChange: {
		/** To the new address. */
		link(person: Person, change: EmailChange, link: string): Promise<void>;
		taken(owner: Person): Promise<void>;
		/** To the address before. Whoever commits the change writes it down with it; undefined where no mail can go there. */
		changed(
			person: Person,
			was: { readonly email: string; readonly at: Instant },
		): Promise<NewMessage | undefined>;
		/** It was written down. */
		queued(message: NewMessage): void;
	};
}

const words: Readonly<Record<Language, NoticeWords>> = { en, fr };

/** Who hears of what beside the administrators of the account. */
const listeners: Readonly<Record<MailedEvent, "operators" | readonly ("contact" | "billing")[]>> = {
	"quota.warning": ["contact", "billing"],
	"quota.exhausted": ["contact", "billing"],
	"plan.changed": ["contact", "billing"],
	"plan.requested": "operators",
	"plan.declined": ["contact", "billing"],
	"domain.broken": ["contact"],
	"domain.mended": ["contact"],
	"domain.stopped": ["contact"],
	"account.suspended": ["contact", "billing"],
	"account.resumed": ["contact", "billing"],
	"account.deletion-scheduled": ["contact", "billing"],
	"webhook.paused": ["contact"],
};

const isMailed = (type: string): type is MailedEvent => Object.hasOwn(listeners, type);

export function createNotices(ports: NoticePorts, configuration: NoticeConfiguration): Notices {
	senderOf(configuration.from);
	const { support } = configuration;

	const write = ({ to, language, notice }: Mail): Promise<NewMessage | undefined> =>
		letter(to, notice, words[language].footer(ports.url()), configuration, ports);
	const queued = ({ receivedAt }: NewMessage): void => ports.noteDue(receivedAt);
	const send = async (mail: Mail, key?: string): Promise<void> => {
		const message = await write(mail);
		if (message === undefined) return;
		await ports.submit(message, key ?? message.id);
		queued(message);
	};

	const noticesFor = async (event: ServiceEvent): Promise<readonly Mail[]> => {
		if (!isMailed(event.type)) return [];
		const audience = await ports.audience(event.accountId);
		if (audience === undefined) return [];
		const readers = await readersOf(event.type, audience, ports, configuration.language);
		return readers.map(({ email, language, timeZone }) => ({
			to: email,
			language,
			notice: noticeOf(event, words[language], {
				account: audience.accountName,
				url: ports.url(),
				style: styleOf(language, timeZone),
			}),
		}));
	};

	return {
		noticesFor,
		async tell(event) {
			for (const mail of await noticesFor(event)) await send(mail, `notice ${event.id} ${mail.to}`);
		},
		async invitation(invitation, accountName, link) {
			const { language, email } = invitation;
			const style = styleOf(language, "UTC");
			const notice = words[language].invitation({ invitation, accountName, link, style });
			await send({ to: email, language, notice });
		},
		async passwordReset(person, link) {
			const { language, email } = person;
			await send({ to: email, language, notice: words[language].passwordReset({ person, link }) });
		},
		emailChange: {
			async link(person, change, link) {
				const { language, timeZone } = person;
				const style = styleOf(language, timeZone);
				const notice = words[language].emailChange({ person, change, link, style });
				await send({ to: change.newEmail, language, notice });
			},
			async taken(owner) {
				const { language, email } = owner;
				const notice = words[language].emailTaken({ owner, url: ports.url() });
				await send({ to: email, language, notice });
			},
			async changed(person, was) {
				const { language, timeZone } = person;
				const style = styleOf(language, timeZone);
				const notice = words[language].emailChanged({ person, was, support, style });
				return write({ to: was.email, language, notice });
			},
			queued,
		},
	};
}

function noticeOf(
	{ type, data }: ServiceEvent,
	language: NoticeWords,
	about: { readonly account: string; readonly url: string; readonly style: Style },
): Notice {
	// The type says which data there are; the compiler does not follow that through a table.
	const write = language[type as MailedEvent] as (all: object) => Notice;
	return write({ ...about, data });
}

/** Each address once, as its person reads where it is one's. */
async function readersOf(
	type: MailedEvent,
	{ administrators, contactEmail, billingEmail, timeZone }: Audience,
	{ operators }: Pick<NoticePorts, "operators">,
	language: Language,
): Promise<readonly Reader[]> {
	const wanted = listeners[type];
	if (wanted === "operators") return operators();
	const addresses = { contact: contactEmail, billing: billingEmail };
	const readers = new Map(administrators.map((reader) => [reader.email.toLowerCase(), reader]));
	for (const each of wanted) {
		const email = addresses[each];
		if (email !== null && !readers.has(email.toLowerCase()))
			readers.set(email.toLowerCase(), { email, language, timeZone });
	}
	return [...readers.values()];
}

const styleOf = (language: Language, timeZone: string): Style => {
	const moments = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
		day: "numeric",
		month: "long",
		year: "numeric",
		hour: "2-digit",
		minute: "2-digit",
		timeZone,
		timeZoneName: "short",
	});
	const numbers = new Intl.NumberFormat(language);
	return { number: (value) => numbers.format(value), moment: (at) => moments.format(at) };
};
