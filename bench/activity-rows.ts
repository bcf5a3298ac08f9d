/** Rows of Activity as a service of some size has them after a month, made straight into the store's file. */

import type { DatabaseSync } from "node:sqlite";
import { DAY } from "../src/terms/clock.ts";
import { type AccountId, type DomainId, firstIdAt, makeId, type SmtpUserId } from "../src/terms/ids.ts";
import type { Status } from "../src/terms/recipient.ts";

export interface Filled {
	readonly end: number;
	/** The largest first: it has half of all rows. */
	readonly accounts: readonly AccountId[];
	/** What there is, picked evenly over all rows. */
	readonly samples: readonly Sample[];
}

export interface Sample {
	readonly id: string;
	readonly account: AccountId;
	readonly domain: DomainId;
	readonly smtpUser: SmtpUserId;
	readonly recipient: string;
	readonly sender: string;
	readonly subject: string;
	readonly headerMessageId: string;
	readonly status: Status;
	readonly reason: string;
}

const ACCOUNTS = 50;
const DOMAINS_EACH = 4;
const SPAN_MS = 30 * DAY;
const SAMPLES = 500;

const FIRST = [
	"anna",
	"bruno",
	"chloe",
	"david",
	"emma",
	"farid",
	"greta",
	"hugo",
	"ines",
	"jonas",
	"katja",
	"louis",
];
const LAST = [
	"martin",
	"weber",
	"rossi",
	"dubois",
	"novak",
	"garcia",
	"jansen",
	"silva",
	"kowalski",
	"leroy",
	"braun",
];
const PLACES = [
	"mail.example",
	"post.example",
	"client.example",
	"inbox.example",
	"school.example",
	"firm.example",
];
const SUBJECTS = [
	"Your order {n} is on its way",
	"Invoice {n}",
	"Reset your password",
	"Ticket {n} was answered",
];
const ENDS: readonly (readonly [share: number, Status, string])[] = [
	[0.93, "delivered", ""],
	[0.97, "rejected", "sender-domain-mismatch"],
	[0.975, "rejected", "quota-exceeded"],
	[0.98, "deferred", "greylisted"],
	[0.985, "soft-bounce", "mailbox-full"],
	[0.998, "hard-bounce", "unknown-recipient"],
	[1, "pending", ""],
];

/** The same numbers each time. Mulberry32. */
function numbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

export function fillActivity(database: DatabaseSync, rows: number, end: number): Filled {
	const random = numbers(7);
	const below = (count: number): number => Math.floor(random() * count);
	const octets = new Uint8Array(16);
	const newId = <Id extends string>(at: number): Id => {
		for (let i = 0; i < octets.length; i++) octets[i] = below(256);
		return makeId<Id>(at, octets);
	};
	const start = end - SPAN_MS;
	const accounts = Array.from({ length: ACCOUNTS }, () => newId<AccountId>(start));
	const domains = accounts.map(() => Array.from({ length: DOMAINS_EACH }, () => newId<DomainId>(start)));
	const users = domains.map((list) => list.map(() => newId<SmtpUserId>(start)));
	const insert =
		database.prepare(`INSERT INTO activity (id, account_id, at, updated_at, status, state, recipient,
		sender, author, subject, domain_id, smtp_user_id, header_message_id, remote_address, attempts, reason, reply,
		phase, count) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '192.0.2.7', 1, ?, ?, '', 1)`);
	const samples: Sample[] = [];
	database.exec("BEGIN");
	for (let i = 0; i < rows; i++) {
		const at = Math.floor(start + (SPAN_MS * i) / rows);
		// Half of all mail is one account's, a quarter the next one's, and so on.
		const which = Math.min(ACCOUNTS - 1, Math.floor(-Math.log2(1 - random())));
		const part = below(DOMAINS_EACH);
		const roll = random();
		const [, status, reason] = ENDS.find(([share]) => roll < share) ?? (ENDS[0] as (typeof ENDS)[number]);
		const name = `${FIRST[below(FIRST.length)]}.${LAST[below(LAST.length)]}${below(9_000)}`;
		const sample: Sample = {
			id: status === "rejected" ? newId(at) : `${newId(at)}.0000`,
			account: accounts[which] as AccountId,
			domain: domains[which]?.[part] as DomainId,
			smtpUser: users[which]?.[part] as SmtpUserId,
			recipient: `${name}@${PLACES[below(PLACES.length)]}`,
			sender: `orders@shop${which}-${part}.example`,
			subject: (SUBJECTS[below(SUBJECTS.length)] as string).replace("{n}", String(100_000 + below(900_000))),
			headerMessageId: `<${firstIdAt(at).slice(0, 10)}${below(1e9)}@shop${which}-${part}.example>`,
			status,
			reason,
		};
		const { id, account, domain, smtpUser, recipient, sender, subject, headerMessageId } = sample;
		const state =
			status === "rejected"
				? null
				: ({ deferred: "deferred", pending: "leased", delivered: "delivered" }[status as "deferred"] ??
					"bounced");
		const reply = status === "delivered" ? "250 2.0.0 Ok: queued as 4XyZ1b2c3d" : `550 5.7.1 No [${reason}]`;
		insert.run(
			id,
			account,
			at,
			at,
			status,
			state,
			recipient,
			sender,
			sender,
			subject,
			domain,
			smtpUser,
			headerMessageId,
			reason,
			reply,
		);
		if (i % Math.floor(rows / SAMPLES) === 0) samples.push(sample);
	}
	database.exec("COMMIT");
	return { end, accounts, samples };
}
