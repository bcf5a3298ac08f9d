/**
 * Work for one thing at a time, and for each at most one more that waits: who asks while it runs shares the run after it,
 * and so sees what has become of the world since asking.
 */

export function inTurn<Id, Result>(work: (id: Id) => Promise<Result>): (id: Id) => Promise<Result> {
	const running = new Map<Id, Promise<Result>>();
	const waiting = new Map<Id, Promise<Result>>();
	const begin = (id: Id): Promise<Result> => {
		const run = work(id).finally(() => running.delete(id));
		running.set(id, run);
		return run;
	};
	return (id) => {
		const next = waiting.get(id);
		if (next !== undefined) return next;
		const now = running.get(id);
		if (now === undefined) return begin(id);
		const then = (): Promise<Result> => {
			waiting.delete(id);
			return begin(id);
		};
		const after = now.then(then, then);
		waiting.set(id, after);
		return after;
	};
}
