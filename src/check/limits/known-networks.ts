/**
 * Networks from which an SMTP user has logged in. Only a right password writes here, and one user has room for a
 * few networks only, so that no customer can push out what is known of another by logging in from everywhere.
 */

import { DAY, type Instant } from "../../terms/clock.ts";

const MOST_USERS = 20_000;
const NETWORKS_PER_USER = 32;
const KNOWN_MS = 30 * DAY;

export class KnownNetworks {
	readonly #users = new Map<string, Map<string, Instant>>();

	has(username: string, network: string, now: Instant): boolean {
		const at = this.#users.get(username)?.get(network);
		return at !== undefined && now - at < KNOWN_MS;
	}

	add(username: string, network: string, now: Instant): void {
		const networks = this.#users.get(username) ?? new Map<string, Instant>();
		setLast(this.#users, username, networks, MOST_USERS);
		setLast(networks, network, now, NETWORKS_PER_USER);
	}

	get size(): number {
		return this.#users.size;
	}
}

/** The least recently used gives way. */
function setLast<Value>(map: Map<string, Value>, key: string, value: Value, most: number): void {
	map.delete(key);
	map.set(key, value);
	if (map.size <= most) return;
	const first = map.keys().next();
	if (!first.done) map.delete(first.value);
}
