/**
 * Every reason of the catalogue, provoked by a real client over real sockets, and followed to where people read of
 * it: the reply's codes, the reason's name and the article's address, the row of Activity, and the article itself.
 */

import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { reasons } from "../../../src/terms/refusals/index.ts";
import { eventually, startService } from "../../support/service.ts";
import type { Case, Cases, World } from "./case.ts";
import { access } from "./cases/access.ts";
import { messages } from "./cases/message.ts";
import { protocol } from "./cases/protocol.ts";
import { sending } from "./cases/sending.ts";
import { type Trouble, troubles } from "./cases/troubles.ts";
import { contract } from "./contract.ts";
import { Operator } from "./operator.ts";

interface Row {
	readonly status: string;
	readonly reason: string;
	readonly phase: string;
	readonly reply: string;
	readonly count: number;
	readonly words: { readonly title: string; readonly remedy: string } | null;
}

const listOf = (cases: Case | readonly Case[]): readonly Case[] =>
	(Array.isArray(cases) ? cases : [cases]) as readonly Case[];

/** Each line of the reply has the code; the first the enhanced code and a sentence, the last the reason and its article. */
function isSaidRight(reply: string, reason: string, said: string): URL {
	const [, code = "", enhanced = ""] = said.split(" ");
	const lines = reply.split("\n");
	for (const [at, line] of lines.entries())
		assert.ok(line.startsWith(`${code}${at === lines.length - 1 ? " " : "-"}${enhanced} `), reply);
	assert.ok(
		lines.every((line) => line.length <= 510 && /^[\x20-\x7e]+$/.test(line)),
		reply,
	);
	assert.ok((lines[0]?.length ?? 0) > 20, reply);
	const last = new RegExp(`\\[${reason}\\] (https?://\\S+/help/${reason})$`).exec(lines.at(-1) ?? "");
	assert.ok(last, reply);
	return new URL(last[1] ?? "");
}

/** Activity keeps lines without what marks them as going on. */
const sameText = (kept: string, said: string): boolean =>
	kept.replaceAll("-", " ") === said.replaceAll("-", " ");

/** Refusals alike are counted in one row, which shows the first reply. */
async function rowOf({ operator }: World, reason: string, phase: string, reply: string): Promise<Row> {
	const isIt = (row: Row): boolean => row.phase === phase && (row.count > 1 || sameText(row.reply, reply));
	return eventually(async () => {
		const { items } = await operator.ask<{ items: Row[] }>("GET", `/activity?reason=${reason}`);
		return items.find(isIt);
	}, 5_000);
}

async function hasArticle(address: URL, reason: string): Promise<void> {
	for (const language of ["en", "fr"]) {
		const page = await fetch(`${address}?lang=${language}`);
		assert.equal(page.status, 200, `${reason} in ${language}`);
		const text = await page.text();
		assert.ok(text.includes(`<article class="prose" lang="${language}">`), `${reason} in ${language}`);
	}
}

/** Which cases were tried, so that a reason that nobody provokes is noticed. */
const tried = new Set<string>();

function follows(cases: Cases, world: () => World): void {
	for (const [reason, some] of Object.entries(cases)) {
		for (const { said, provoke, withoutRow } of listOf(some)) {
			tried.add(reason);
			const [phase = ""] = said.split(" ");
			test(`${reason} is said at ${phase === "any" ? "any time" : phase} as ${said.slice(phase.length + 1)}`, async () => {
				assert.ok(contract[reason]?.includes(said), `${reason}: "${said}" is not in the contract`);
				const reply = await provoke(world());
				const address = isSaidRight(reply, reason, said);
				if (world().service.process.exitCode !== null) return; // it was told to stop
				await hasArticle(address, reason);
				if (withoutRow !== undefined) return;
				const row = await rowOf(world(), reason, phase, reply);
				assert.equal(row.status, "rejected");
				assert.equal(row.phase, phase);
				assert.ok(row.words?.title && row.words.remedy, reason);
			});
		}
	}
}

function within(called: string, flags: Trouble["flags"], cases: Cases): void {
	describe(called, () => {
		let world: World;
		before(async () => {
			const service = await startService({ flags: typeof flags === "function" ? await flags() : flags });
			world = { service, operator: new Operator(service) };
		});
		after(async () => {
			await world.service.stop();
			rmSync(world.service.folder, { recursive: true, force: true });
		});
		follows(cases, () => world);
	});
}

const INBOUND = ["--inbound.enabled", "true", "--inbound.host", "127.0.0.1", "--inbound.port", "0"];
const STRICT = ["--attachments.encrypted", "refuse", "--relay.recipientDomainMustBeKnown", "true"];

within("a service as usual", [...INBOUND, ...STRICT], { ...sending, ...access, ...messages, ...protocol });
for (const [called, { flags, cases }] of Object.entries(troubles)) within(called, flags, cases);

test("every reason of the catalogue is in the contract, and is provoked here", () => {
	assert.deepEqual(Object.keys(contract).toSorted(), [...reasons].sort());
	assert.deepEqual([...tried].sort(), [...reasons].sort());
});
