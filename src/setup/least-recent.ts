/** A map that forgets what was set longest ago once it is full, so that strangers cannot fill memory with it. */
export interface LeastRecent<Key, Value> {
	get(key: Key): Value | undefined;
	/** Also moves a key that is there already to the end of the line. */
	set(key: Key, value: Value): void;
	/** Removes all that `drop` is true of. Walks the whole map: for changes, which are rare. */
	forget(drop: (value: Value) => boolean): void;
	readonly size: number;
}

export function leastRecent<Key, Value>(capacity: number): LeastRecent<Key, Value> {
	const entries = new Map<Key, Value>();
	return {
		get: (key) => entries.get(key),
		set(key, value) {
			entries.delete(key);
			entries.set(key, value);
			if (entries.size > capacity) entries.delete(entries.keys().next().value as Key);
		},
		forget(drop) {
			for (const [key, value] of entries) if (drop(value)) entries.delete(key);
		},
		get size() {
			return entries.size;
		},
	};
}
