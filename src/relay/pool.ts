/**
 * Connections that wait for the next message of their destination. Kept for a few seconds: opening one costs
 * several round trips and a handshake, holding one costs the other side a process.
 */

import type { Clock, Timer } from "../terms/clock.ts";
import type { Connection } from "./connection.ts";

interface Idle {
	readonly connection: Connection;
	readonly timer: Timer;
}

export class ConnectionPool {
	readonly #idle = new Map<string, Idle[]>();
	readonly #clock: Clock;
	readonly #idleMs: number;
	#closed = false;

	constructor(clock: Clock, idleMs: number) {
		this.#clock = clock;
		this.#idleMs = idleMs;
	}

	/** The one used last, since it is the least likely to have been closed by the other side. */
	take(destination: string): Connection | undefined {
		const waiting = this.#idle.get(destination);
		for (let idle = waiting?.pop(); idle !== undefined; idle = waiting?.pop()) {
			idle.timer.cancel();
			if (waiting?.length === 0) this.#idle.delete(destination);
			if (idle.connection.reusable) return idle.connection;
			idle.connection.close();
		}
		return undefined;
	}

	put(destination: string, connection: Connection): void {
		if (!connection.reusable || this.#closed) {
			void leave(connection);
			return;
		}
		const idle: Idle = {
			connection,
			timer: this.#clock.after(this.#idleMs, () => this.#expire(destination, idle)),
		};
		const waiting = this.#idle.get(destination);
		if (waiting === undefined) this.#idle.set(destination, [idle]);
		else waiting.push(idle);
	}

	async close(): Promise<void> {
		this.#closed = true;
		const all = [...this.#idle.values()].flat();
		this.#idle.clear();
		for (const { timer } of all) timer.cancel();
		await Promise.all(all.map(({ connection }) => leave(connection)));
	}

	#expire(destination: string, idle: Idle): void {
		const waiting = this.#idle.get(destination) ?? [];
		const at = waiting.indexOf(idle);
		if (at < 0) return;
		waiting.splice(at, 1);
		if (waiting.length === 0) this.#idle.delete(destination);
		void leave(idle.connection);
	}
}

/** A farewell that fails changes nothing: the connection is gone either way. */
async function leave(connection: Connection): Promise<void> {
	try {
		await connection.quit();
	} catch {
		connection.close();
	}
}
