/** What is usually in memory and now and then has to be waited for. */
export type MaybePromise<T> = T | Promise<T>;

/** Goes on at once when the value is there: most answers come from memory, and a promise costs a turn. */
export function then<A, B>(value: MaybePromise<A>, next: (value: A) => MaybePromise<B>): MaybePromise<B> {
	return value instanceof Promise ? value.then(next) : next(value);
}
