/**
 * What is done one after the other for each key, in the order of asking, so that what is read still holds when it is
 * written. Whether it went well is its own asker's business.
 */

export type InTurn<Key> = <Value>(key: Key, work: () => Promise<Value>) => Promise<Value>;

export function turns<Key>(): InTurn<Key> {
	const last = new Map<Key, Promise<unknown>>();
	return async (key, work) => {
		const before = last.get(key) ?? Promise.resolve();
		const done = before.then(work, work);
		last.set(key, done);
		try {
			return await done;
		} finally {
			if (last.get(key) === done) last.delete(key);
		}
	};
}
