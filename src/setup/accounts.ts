/** Accounts: who sends, how much in a billing period, and whether the operator lets them. */

import { EXTENSION } from "../terms/attachments.ts";
import type { Instant } from "../terms/clock.ts";
import type { Account } from "../terms/identity.ts";
import { type AccountId, ID_RANDOM_BYTES, makeId } from "../terms/ids.ts";
import type { PageRequest, SetupPorts } from "./ports.ts";
import { countTrouble, invalidField, nameTrouble, notFound, type Problem } from "./problem.ts";

export interface NewAccount {
	readonly name: string;
	readonly monthlyRecipients: number;
	/** Default: true. */
	readonly sendsDsn?: boolean;
	/** Default: now. */
	readonly periodAnchor?: Instant;
}

export interface AccountChange {
	readonly name?: string;
	readonly monthlyRecipients?: number;
	readonly sendsDsn?: boolean;
	/** Extensions of attachments that it takes off the accept list; all of them. */
	readonly refusedExtensions?: readonly string[];
}

export interface Accounts {
	create(wanted: NewAccount): Promise<Account | Problem>;
	update(id: AccountId, change: AccountChange): Promise<Account | Problem>;
	/** Refuses its mail from the next command on. `reason` is shown to the customer. */
	suspend(id: AccountId, reason: string): Promise<Account | Problem>;
	resume(id: AccountId): Promise<Account | Problem>;
	one(id: AccountId): Promise<Account | undefined>;
	list(page: PageRequest): Promise<readonly Account[]>;
}

/** The reason stands in a reply line (RFC 5321 §4.5.3.1.5), with the sentence around it. */
const REASON_CHARACTERS = 300;

/** `changed` is called after each change of an account. */
export function createAccounts(ports: SetupPorts, changed: (id: AccountId) => void): Accounts {
	const { store, clock, randomBytes } = ports;

	const update = async (
		id: AccountId,
		change: Parameters<typeof store.updateAccount>[1],
	): Promise<Account | Problem> => {
		const account = await store.updateAccount(id, change);
		changed(id);
		return account ?? notFound("account");
	};

	return {
		async create({ name, monthlyRecipients, sendsDsn = true, periodAnchor }) {
			const trouble = nameTrouble("name", name) ?? quotaTrouble(monthlyRecipients);
			if (trouble !== undefined) return trouble;
			const now = clock.now();
			const account: Account = {
				id: makeId(now, randomBytes(ID_RANDOM_BYTES)),
				name,
				suspendedReason: null,
				monthlyRecipients,
				periodAnchor: periodAnchor ?? now,
				sendsDsn,
				refusedExtensions: [],
				createdAt: now,
			};
			await store.insertAccount(account);
			return account;
		},
		async update(id, change) {
			const trouble =
				(change.name === undefined ? undefined : nameTrouble("name", change.name)) ??
				(change.monthlyRecipients === undefined ? undefined : quotaTrouble(change.monthlyRecipients)) ??
				(change.refusedExtensions === undefined ? undefined : extensionsTrouble(change.refusedExtensions));
			return trouble ?? update(id, change);
		},
		async suspend(id, reason) {
			if (reason.length > REASON_CHARACTERS) {
				return invalidField("reason", `The reason is longer than ${REASON_CHARACTERS} characters`);
			}
			return nameTrouble("reason", reason) ?? update(id, { suspendedReason: reason });
		},
		resume: (id) => update(id, { suspendedReason: null }),
		one: (id) => store.account(id),
		list: (page) => store.accounts(page),
	};
}

const quotaTrouble = (monthlyRecipients: number): Problem | undefined =>
	countTrouble("monthlyRecipients", monthlyRecipients, 0);

const MOST_EXTENSIONS = 200;

function extensionsTrouble(extensions: readonly string[]): Problem | undefined {
	if (extensions.length > MOST_EXTENSIONS)
		return invalidField("refusedExtensions", `There are more than ${MOST_EXTENSIONS}`);
	const wrong = extensions.find((extension) => !EXTENSION.test(extension));
	return wrong === undefined
		? undefined
		: invalidField(
				"refusedExtensions",
				`${wrong} is no extension such as zip, in lower case and without its dot`,
			);
}
