/**
 * The recipients of a pipelined group that have arrived and wait for their turn (RFC 2920 §3.1). They are answered
 * one by one and in order all the same; this is only to know early what will be asked.
 */

/** The longest command that is looked at: nothing that matters here is longer. */
const LINE_BYTES = 512;

/** The paths of the RCPT commands at the beginning of `pending`, without their brackets. */
export function recipientsAhead(pending: Buffer): readonly string[] {
	const paths: string[] = [];
	for (let from = 0; from < pending.length; ) {
		const end = pending.indexOf("\r\n", from);
		if (end < 0 || end - from > LINE_BYTES) break;
		const line = pending.toString("utf8", from, end);
		if (!/^rcpt to:\s?</i.test(line)) break;
		const open = line.indexOf("<");
		const close = line.indexOf(">", open);
		if (close > open) paths.push(line.slice(open + 1, close));
		from = end + 2;
	}
	return paths;
}
