/** A value that is made when it is first asked for, and kept: for what is slow to make and often not needed. */
export function once<Value>(make: () => Value): () => Value {
	let made: { readonly value: Value } | undefined;
	return () => {
		made ??= { value: make() };
		return made.value;
	};
}
