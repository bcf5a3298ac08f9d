/**
 * Who may send, for the submission door: the look-ups of every session and message. Senders are kept in memory,
 * bounded, and every change that is made through this step drops what it touches, so that a session that asks
 * again sees the change at its next command.
 *
 * A look-up that was under way while something changed is answered and not kept: it may be from before.
 */

import type { Account, Sender } from "../terms/identity.ts";
import type { AccountId, DomainId, PlanId, SmtpUserId } from "../terms/ids.ts";
import type { SessionFacts } from "../terms/message.ts";
import { quotaAt } from "../terms/plan.ts";
import { billingPeriod } from "./billing-period.ts";
import { leastRecent } from "./least-recent.ts";
import type { Quota, SetupPorts } from "./ports.ts";
import type { KeyedHash } from "./secrets.ts";

export interface Directory {
	/** Who this username is; undefined when nobody. Rejects when the store cannot be asked. */
	sender(username: string): Promise<Sender | undefined>;
	/** As it stands now. A look-up in memory unless something changed or memory was short. */
	refresh(sender: Sender): Sender | undefined | Promise<Sender | undefined>;
	/** Takes the same time when `sender` is undefined. */
	passwordMatches(sender: Sender | undefined, password: string): boolean;
	connected(sender: Sender, session: SessionFacts): void;
	loginFailed(sender: Sender, session: SessionFacts, reason: string): void;
	/** Rejects when there is no such account. */
	quota(account: AccountId): Promise<Quota>;
}

/** What a change touched. */
export interface DirectoryChanges {
	accountChanged(id: AccountId): void;
	planChanged(id: PlanId): void;
	domainChanged(id: DomainId): void;
	smtpUserChanged(id: SmtpUserId): void;
}

const SENDERS = 10_000;
const ACCOUNTS = 10_000;

export function createDirectory(ports: SetupPorts, passwords: KeyedHash): Directory & DirectoryChanges {
	const { store, clock } = ports;
	const senders = leastRecent<string, Sender>(SENDERS);
	const accounts = leastRecent<AccountId, Account>(ACCOUNTS);
	/** Counts changes: an answer that was asked for under another count may be stale. */
	let changes = 0;

	const load = async (username: string): Promise<Sender | undefined> => {
		const asOf = changes;
		const sender = await store.senderByUsername(username);
		if (sender !== undefined && asOf === changes) senders.set(username, sender);
		return sender;
	};

	const accountOf = async (id: AccountId): Promise<Account> => {
		const known = accounts.get(id);
		if (known !== undefined) return known;
		const asOf = changes;
		const account = await store.account(id);
		if (account === undefined) throw new Error(`There is no account ${id}`);
		if (asOf === changes) accounts.set(id, account);
		return account;
	};

	return {
		async sender(username) {
			const known = senders.get(username);
			if (known === undefined) return load(username);
			senders.set(username, known);
			return known;
		},
		refresh: (sender) => senders.get(sender.user.username) ?? load(sender.user.username),
		passwordMatches: (sender, password) => passwords.matches(sender?.user.passwordHash, password),
		connected({ user }, { client, helo, tls }) {
			store.noteConnection(user.id, {
				at: clock.now(),
				address: client.address,
				tls: tls?.version ?? null,
				client: helo,
			});
		},
		loginFailed({ user }, { client }, reason) {
			store.noteFailedLogin(user.id, { at: clock.now(), address: client.address, reason });
		},
		async quota(id) {
			const account = await accountOf(id);
			const now = clock.now();
			const period = billingPeriod(account.periodAnchor, account.timeZone, now);
			return { ...period, limit: quotaAt(account, now), used: await store.usage(id, period.period) };
		},
		accountChanged(id) {
			changes++;
			senders.forget(({ account }) => account.id === id);
			accounts.forget((account) => account.id === id);
		},
		planChanged(id) {
			changes++;
			const has = ({ plan, nextPlan }: Account): boolean => plan?.id === id || nextPlan?.plan?.id === id;
			senders.forget(({ account }) => has(account));
			accounts.forget(has);
		},
		domainChanged(id) {
			changes++;
			senders.forget(({ domain }) => domain.id === id);
		},
		smtpUserChanged(id) {
			changes++;
			senders.forget(({ user }) => user.id === id);
		},
	};
}
