/** An answer of the API, as a test looks into it: what is not there shows itself by the assertion that fails. */
// biome-ignore lint/suspicious/noExplicitAny: a type for each answer would repeat the API's own description
export type Json = any;
