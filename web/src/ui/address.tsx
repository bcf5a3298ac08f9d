/** An address as people write it. Where machines use another form, that shows on hover. */

import { Code } from "./code.tsx";
import { readableAddress } from "./readable-domain.ts";

export function Address({ of: exact }: { readonly of: string }) {
	const readable = readableAddress(exact);
	return <Code title={readable === exact ? undefined : exact}>{readable}</Code>;
}
