/** Asks the virus scanner, where the operator has one. One that cannot be asked makes the refusal temporary. */

import type { NewMessage } from "../terms/message.ts";
import { type Refusal, refuse } from "../terms/refusals/index.ts";
import type { AcceptPorts } from "./ports.ts";

export async function scan(ports: AcceptPorts, message: NewMessage): Promise<Refusal | undefined> {
	if (ports.scanner === null) return undefined;
	const finding = await ports.scanner.scan(octets(ports, message));
	return finding === undefined ? undefined : refuse("malware-found", { finding });
}

async function* octets(ports: AcceptPorts, { id, header, body }: NewMessage): AsyncIterable<Buffer> {
	yield header;
	yield* body.kind === "inline" ? body.chunks : ports.spool.staged(id, body.chunkCount);
}
