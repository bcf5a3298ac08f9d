/**
 * CPU seconds of a process and all its descendants, those that have ended and were waited for included, from the
 * kernel's own accounting (proc(5), /proc/PID/stat). Linux only.
 */

import { readdirSync, readFileSync } from "node:fs";

/** Fixed in the kernel's interface to programs on every architecture that Node runs on. */
const TICKS_PER_SECOND = 100;

interface Entry {
	readonly parent: number;
	readonly ticks: number;
}

export function cpuSeconds(root: number): number {
	const entries = new Map<number, Entry>();
	for (const name of readdirSync("/proc")) {
		const entry = /^\d+$/.test(name) ? read(name) : undefined;
		if (entry !== undefined) entries.set(Number(name), entry);
	}
	let ticks = 0;
	for (const [pid, entry] of entries) if (descends(pid, root, entries)) ticks += entry.ticks;
	return ticks / TICKS_PER_SECOND;
}

function descends(pid: number, root: number, entries: ReadonlyMap<number, Entry>): boolean {
	for (let at = pid; at > 1; at = entries.get(at)?.parent ?? 0) if (at === root) return true;
	return false;
}

/** Undefined when the process has ended meanwhile; its parent has its time by then. */
function read(pid: string): Entry | undefined {
	let stat: string;
	try {
		stat = readFileSync(`/proc/${pid}/stat`, "latin1");
	} catch {
		return undefined;
	}
	// The name in parentheses may hold anything; after it come state, parent, and from the 12th on the times.
	const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	const [utime = 0, stime = 0, cutime = 0, cstime = 0] = fields.slice(11, 15).map(Number);
	return { parent: Number(fields[1]), ticks: utime + stime + cutime + cstime };
}
