/**
 * Whether block lists have the addresses that mail leaves from. Only lists that the operator names are asked, and only
 * through the configured resolvers: a list may ask for a contract, and sees who asks.
 */

import { blockListAnswer, blockListName, TEST_ADDRESS } from "../../rfc/dns/block-list.ts";
import type { DoctorPorts } from "../doctor-ports.ts";
import { type Answer, type BlockListFacts, type DoctorFacts, listed, together, why } from "./facts.ts";
import { type Finding, finding } from "./finding.ts";

const MOST_LISTS = 8;
/** Of what a list says about an address. */
const MOST_CHARACTERS = 200;

const NOTHING: Answer = { records: [], trouble: null };

export const askBlockLists = (
	{ lookUps }: Pick<DoctorPorts, "lookUps">,
	lists: readonly string[],
	addresses: readonly string[],
): Promise<readonly BlockListFacts[]> => {
	const ask = async (name: string | undefined, type: "A" | "TXT"): Promise<Answer> =>
		name === undefined ? NOTHING : together(await lookUps.ask(name, type));
	return Promise.all(
		lists.slice(0, MOST_LISTS).map(async (name) => ({
			name,
			test: await ask(blockListName(TEST_ADDRESS, name), "A"),
			addresses: await Promise.all(
				addresses.map(async (address) => {
					const entry = blockListName(address, name);
					const found = await ask(entry, "A");
					const isListed = blockListAnswer(found.records) === "listed";
					return { address, found, because: isListed ? await ask(entry, "TXT") : NOTHING };
				}),
			),
		})),
	);
};

export function judgeBlockLists(facts: DoctorFacts): readonly Finding[] {
	const { tryMode, smarthost, egress, blockLists, blockListsConfigured, hostname } = facts;
	if (!blockListsConfigured) return [finding("block-lists-none", "doctor.blockLists")];
	if (tryMode) return [finding("block-lists-closed", hostname.name)];
	if (smarthost) return [finding("block-lists-smarthost", hostname.name)];
	if (egress.length === 0) return [finding("block-lists-without-addresses", hostname.name)];
	return blockLists.flatMap(judgeList);
}

function judgeList({ name, test, addresses }: BlockListFacts): readonly Finding[] {
	if (test.trouble !== null) return [finding("block-list-unknown", name, why(test))];
	if (blockListAnswer(test.records) !== "listed")
		return [
			finding("block-list-refuses", name, { found: test.records.length === 0 ? "–" : listed(test.records) }),
		];
	return addresses.map(({ address, found, because }) => {
		const about = `${address} · ${name}`;
		if (found.trouble !== null) return finding("block-list-unknown", about, why(found));
		const answer = blockListAnswer(found.records);
		if (answer === "not-listed") return finding("block-list-clean", about);
		if (answer === "refused") return finding("block-list-refuses", about, { found: listed(found.records) });
		const said = listed([...found.records, ...because.records]).slice(0, MOST_CHARACTERS);
		return finding("block-list-has", about, { said });
	});
}
