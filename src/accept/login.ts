/**
 * Who is speaking: checks a username and password, and keeps the sender as it stands now.
 *
 * An unknown user and a wrong password cannot be told apart, in time neither: a failure is said no sooner than a
 * fixed moment after it was asked.
 */

import type { Sender } from "../terms/identity.ts";
import type { Client, SessionFacts, TlsFacts } from "../terms/message.ts";
import { type Refusal, refuse } from "../terms/refusals/index.ts";
import type { MaybePromise } from "./maybe.ts";
import { then } from "./maybe.ts";
import type { Shared } from "./shared.ts";

/** Longer than any look-up of a user takes, short enough for a person who mistyped. */
const FAILURE_TAKES_MS = 250;

/** With a sender when the password was right: then the refusal belongs in that sender's Activity. */
interface FailedAttempt {
	readonly refusal: Refusal;
	readonly sender?: Sender;
}

export class Login {
	readonly #shared: Shared;
	readonly #client: Client;
	#sender: Sender | undefined;
	/** Whose sessions this one counts among. */
	#counted: Sender | undefined;
	#ended = false;
	/** Of the password that was right; undefined where none was asked for. */
	#passwordHash: Uint8Array | undefined;

	constructor(shared: Shared, client: Client) {
		this.#shared = shared;
		this.#client = client;
	}

	get sender(): Sender | undefined {
		return this.#sender;
	}

	async attempt(
		username: string,
		password: string,
		session: SessionFacts,
	): Promise<FailedAttempt | undefined> {
		const { ports, configuration } = this.#shared;
		const { identities, clock, limiters } = ports;
		if (session.tls === null && configuration.requiresTls) return { refusal: refuse("tls-required") };
		const started = clock.monotonicMs();
		const blockedMs = limiters.logins.blockedMs(this.#client.address, username, clock.now());
		if (blockedMs > 0) return { refusal: refuse("authentication-blocked", { retryAfterMs: blockedMs }) };
		let sender: Sender | undefined;
		try {
			sender = await identities.sender(username);
		} catch (error) {
			ports.incident("looking up an SMTP user", error);
			return { refusal: refuse("authentication-unavailable") };
		}
		if (!identities.passwordMatches(sender, password) || sender === undefined) {
			limiters.logins.failed(this.#client.address, username, clock.now());
			if (sender !== undefined) identities.loginFailed(sender, session, "credentials-invalid");
			await this.#until(started + FAILURE_TAKES_MS);
			return { refusal: refuse("credentials-invalid") };
		}
		limiters.logins.succeeded(this.#client.address, username, clock.now());
		this.#passwordHash = sender.user.passwordHash;
		return this.#admit(sender, session);
	}

	/** Who it is was told by other means than a password. All else that a log-in asks is asked. */
	async adopt(username: string, session: SessionFacts): Promise<FailedAttempt | undefined> {
		const { ports } = this.#shared;
		try {
			const sender = await ports.identities.sender(username);
			return sender === undefined ? { refusal: refuse("credentials-invalid") } : this.#admit(sender, session);
		} catch (error) {
			ports.incident("looking up an SMTP user", error);
			return { refusal: refuse("authentication-unavailable") };
		}
	}

	#admit(sender: Sender, session: SessionFacts): FailedAttempt | undefined {
		// Nobody would count it out again. Nor does anybody hear this.
		if (this.#ended) return { refusal: refuse("authentication-required") };
		const { checks, identities, clock } = this.#shared.ports;
		const refusal =
			checks.login({ sender, clientAddress: this.#client.address, now: clock.now() }) ?? this.#enter(sender);
		if (refusal !== undefined) {
			identities.loginFailed(sender, session, refusal.reason);
			return { refusal, sender };
		}
		this.#sender = sender;
		identities.connected(sender, session);
		return undefined;
	}

	/** The sender with every change made since it logged in; a refusal when nobody may speak here. */
	current(tls: TlsFacts | null): MaybePromise<Sender | Refusal> {
		const { configuration, ports } = this.#shared;
		if (this.#client.door === "bench" && this.#sender === undefined) return this.#trusted();
		if (tls === null && configuration.requiresTls && this.#speaksSmtp) return refuse("tls-required");
		if (this.#sender === undefined) return refuse("authentication-required");
		return then(ports.identities.refresh(this.#sender), (fresh) => {
			this.#sender = fresh !== undefined && this.#holds(fresh) ? fresh : undefined;
			return this.#sender ?? refuse("authentication-required");
		});
	}

	/** Whether the same log-in would succeed now. A suspension is said at MAIL, with the operator's reason. */
	#holds(sender: Sender): boolean {
		if (this.#passwordHash === undefined) return true;
		if (Buffer.compare(this.#passwordHash, sender.user.passwordHash) !== 0) return false;
		const { checks, clock } = this.#shared.ports;
		const refusal = checks.login({ sender, clientAddress: this.#client.address, now: clock.now() });
		return refusal === undefined || refusal.reason === "account-suspended";
	}

	ended(): void {
		this.#ended = true;
		if (this.#counted === undefined) return;
		const { userSessions, accountSessions } = this.#shared.ports.limiters;
		userSessions.leave(this.#counted.user.id);
		accountSessions.leave(this.#counted.account.id);
		this.#counted = undefined;
	}

	/** Whether TLS is this door's business: in front of the API there is often a proxy that ends it. */
	get #speaksSmtp(): boolean {
		return this.#client.door !== "bench" && this.#client.door !== "api";
	}

	/** The bench door speaks for one configured user; it is off unless an operator turns it on. */
	#trusted(): MaybePromise<Sender | Refusal> {
		const username = this.#shared.configuration.benchUsername;
		if (username === null) return refuse("authentication-required");
		return this.#shared.ports.identities.sender(username).then((sender) => {
			this.#sender = sender;
			return sender ?? refuse("authentication-required");
		});
	}

	#enter(sender: Sender): Refusal | undefined {
		const { configuration, ports } = this.#shared;
		const { userSessions, accountSessions } = ports.limiters;
		const { sessionsPerUser, sessionsPerAccount } = configuration.limits;
		if (!userSessions.enter(sender.user.id, sessionsPerUser))
			return refuse("too-many-sessions", { scope: "user", limit: sessionsPerUser });
		if (!accountSessions.enter(sender.account.id, sessionsPerAccount)) {
			userSessions.leave(sender.user.id);
			return refuse("too-many-sessions", { scope: "account", limit: sessionsPerAccount });
		}
		this.#counted = sender;
		return undefined;
	}

	#until(monotonicMs: number): Promise<void> {
		const { clock } = this.#shared.ports;
		const waitMs = monotonicMs - clock.monotonicMs();
		if (waitMs <= 0) return Promise.resolve();
		return new Promise((resolve) => clock.after(waitMs, resolve));
	}
}
