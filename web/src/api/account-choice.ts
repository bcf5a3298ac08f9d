/**
 * For which account this tab acts: a person's one of several, or the one an operator looks into. Null leaves it to
 * the API: the only account, or for an operator all of them, which an operator who has an account must have chosen.
 */

export interface ActingAccount {
	readonly id: string;
	readonly name: string;
}

export type Choice = ActingAccount | "all" | null;

const KEY = "angarium-account";

function stored(): Choice {
	try {
		const value: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY) ?? "null");
		if (value === "all") return value;
		return typeof value === "object" && value !== null && "id" in value ? (value as ActingAccount) : null;
	} catch {
		return null; // storage is switched off, or holds something else
	}
}

let choice = stored();

export const actingAccount = (): ActingAccount | null => (choice === "all" ? null : choice);
export const actsForAll = (): boolean => choice === "all";

const listeners = new Set<() => void>();

/** Calls `listener` when another account was chosen; what it returns ends that. */
export function onActing(listener: () => void): () => void {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

export const tellActing = (): void => {
	for (const listener of listeners) listener();
};

/** Kept for this tab, and as the first choice of the next one. */
export function actFor(chosen: Choice): void {
	choice = chosen;
	try {
		for (const storage of [sessionStorage, localStorage]) {
			if (chosen === null) storage.removeItem(KEY);
			else storage.setItem(KEY, JSON.stringify(chosen));
		}
	} catch {
		// Then it is forgotten with this page.
	}
}
