/** What is known of accounts at the payment provider, and which of its events were seen to. */

import type { PayingAccount } from "../../setup/plan-ports.ts";
import type { Instant } from "../../terms/clock.ts";
import type { AccountId } from "../../terms/ids.ts";
import type { Answer, Reader } from "./reader.ts";
import type { SetUpWrites } from "./set-up-writes.ts";

export class SqlitePayments {
	readonly #writes: SetUpWrites;
	readonly #reader: Reader;

	constructor(writes: SetUpWrites, reader: Reader) {
		this.#writes = writes;
		this.#reader = reader;
	}

	payingAccount(id: AccountId): Promise<PayingAccount | undefined> {
		return this.#find("account_id", id);
	}

	payingCustomer(customerId: string): Promise<PayingAccount | undefined> {
		return this.#find("customer_id", customerId);
	}

	async savePayingAccount(account: PayingAccount): Promise<void> {
		const { accountId, customerId, sessionId, subscriptionId, status, priceId } = account;
		await this.#writes.write({
			sql: `INSERT INTO stripe_account
				(account_id, customer_id, session_id, subscription_id, status, price_id) VALUES (?, ?, ?, ?, ?, ?)
				ON CONFLICT (account_id) DO UPDATE SET customer_id = excluded.customer_id,
				session_id = excluded.session_id, subscription_id = excluded.subscription_id,
				status = excluded.status, price_id = excluded.price_id`,
			parameters: [accountId, customerId, sessionId, subscriptionId, status, priceId],
		});
	}

	async paymentEventSeen(id: string): Promise<boolean> {
		return (await this.#reader.first("SELECT 1 AS seen FROM stripe_event WHERE id = ?", id)) !== undefined;
	}

	async notePaymentEvent(id: string, at: Instant, forget: Instant): Promise<void> {
		await this.#writes.write(
			{ sql: "INSERT INTO stripe_event VALUES (?, ?) ON CONFLICT DO NOTHING", parameters: [id, at] },
			{ sql: "DELETE FROM stripe_event WHERE at < ?", parameters: [forget] },
		);
	}

	async #find(by: "account_id" | "customer_id", value: string): Promise<PayingAccount | undefined> {
		const row = await this.#reader.first(`SELECT * FROM stripe_account WHERE ${by} = ?`, value);
		return row && payingOf(row);
	}
}

const payingOf = (row: Answer): PayingAccount => ({
	accountId: row["account_id"] as AccountId,
	customerId: row["customer_id"] as string,
	sessionId: row["session_id"] as string | null,
	subscriptionId: row["subscription_id"] as string | null,
	status: row["status"] as string | null,
	priceId: row["price_id"] as string | null,
});
