/**
 * For which account this tab acts: a person's one of several, or the one an operator looks into. Null leaves it to
 * the API: the only account, or for an operator all of them. As long as nothing was chosen, a person's own account comes
 * first, also for an operator who has one.
 */

export interface ActingAccount {
	readonly id: string;
	readonly name: string;
}

const KEY = "angarium-account";

/** Undefined: nothing was chosen yet. */
function stored(): ActingAccount | null | undefined {
	try {
		const text = sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY);
		if (text === null) return undefined;
		const value: unknown = JSON.parse(text);
		return typeof value === "object" && value !== null && "id" in value ? (value as ActingAccount) : null;
	} catch {
		return undefined; // storage is switched off, or holds something else
	}
}

let acting = stored();

export const actingAccount = (): ActingAccount | null => acting ?? null;

export const hasChosenAccount = (): boolean => acting !== undefined;

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
export function actFor(account: ActingAccount | null): void {
	acting = account;
	keep((storage) => storage.setItem(KEY, JSON.stringify(account)));
}

/** For whoever signs in next. */
export function forgetAccount(): void {
	acting = undefined;
	keep((storage) => storage.removeItem(KEY));
}

function keep(change: (storage: Storage) => void): void {
	try {
		for (const storage of [sessionStorage, localStorage]) change(storage);
	} catch {
		// Then it is forgotten with this page.
	}
}
