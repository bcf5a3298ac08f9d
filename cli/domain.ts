/** `angarium domain …` */

import { type Command, Option } from "commander";
import type { Json } from "./api.ts";
import { dmarcOf, printDmarc } from "./domain-dmarc.ts";
import { clean, moment, printFacts, printJson, printTable } from "./print.ts";
import { accountIdOf, domainOf } from "./resolve.ts";
import type { Session, WithApi } from "./session.ts";

export function addDomainCommands(program: Command, withApi: WithApi): void {
	const domain = program
		.command("domain")
		.description("sending domains and the records that authenticate them");
	domain
		.command("add <name>")
		.description("add a sending domain; prints the records to publish")
		.option("--account <account>", "id or name (needed with the operator's key)")
		.option("--return-path <name>", "label under the domain that bounces come back to (default: bounce)")
		.option("--ed25519", "sign with Ed25519 as well: two more records")
		.action(
			withApi(async (session, name: string, { account, ...given }: NewDomain, _: Command) => {
				const accountId = account === undefined ? undefined : await accountIdOf(session.api, account);
				const body = { name, ...given, ...(accountId && { accountId }) };
				show(session, await session.api.post("/v1/domains", body));
			}),
		);
	domain
		.command("list")
		.description("list sending domains")
		.option("--account <account>", "of one account only")
		.option("--text <text>", "whose name has this in it")
		.addOption(new Option("--state <state>", "in this state only").choices(["verified", "unverified"]))
		.action(withApi(list));
	domain
		.command("show <domain>")
		.description(
			"show a domain with its records and keys, and what receivers make of its DMARC policy; by id or name",
		)
		.action(
			withApi(async (session, wanted: string, _: object, __: Command) => {
				const domain = await domainOf(session.api, wanted);
				const dmarc = await dmarcOf(session.api, domain.id);
				show(session, session.json ? { ...domain, dmarc } : domain);
				if (!session.json && dmarc !== null) printDmarc(dmarc);
			}),
		);
	domain
		.command("verify <domain>")
		.description("vouch for a domain as the operator, or look its records up")
		.option("--check", "look the three records up in the DNS")
		.option("--withdraw", "take the verification back")
		.action(
			withApi(async (session, wanted: string, how: { check?: boolean; withdraw?: boolean }, _: Command) => {
				const { id } = await domainOf(session.api, wanted);
				const method = how.check ? "records" : how.withdraw ? "withdraw" : "vouch";
				show(session, await session.api.post(`/v1/domains/${id}/verify`, { method }));
			}),
		);
	addChanges(domain, withApi);
}

interface NewDomain {
	readonly account?: string;
	readonly returnPath?: string;
	readonly ed25519?: boolean;
}

function addChanges(domain: Command, withApi: WithApi): void {
	domain
		.command("set <domain>")
		.description("change a domain's return path or algorithms; prints the records to publish")
		.option("--return-path <name>", "label under the domain that bounces come back to")
		.option("--ed25519", "sign with Ed25519 as well: two more records")
		.option("--no-ed25519", "sign with RSA only")
		.action(
			withApi(async (session, wanted: string, change: Omit<NewDomain, "account">, _: Command) => {
				const { id } = await domainOf(session.api, wanted);
				show(session, await session.api.patch(`/v1/domains/${id}`, change));
			}),
		);
	domain
		.command("rotate <domain>")
		.description("let the next DKIM key sign; nothing has to be published")
		.option("--leaked", "somebody else may have the key that signs: revoke it at once")
		.action(
			withApi(async (session, wanted: string, { leaked }: { leaked?: boolean }, _: Command) => {
				const { id } = await domainOf(session.api, wanted);
				show(session, await session.api.post(`/v1/domains/${id}/rotate`, { leaked: leaked === true }));
			}),
		);
	domain
		.command("remove <domain>")
		.description("remove a domain with its SMTP users")
		.action(
			withApi(async ({ api, json }, wanted: string, _: object, __: Command) => {
				const { id, name } = await domainOf(api, wanted);
				await api.delete(`/v1/domains/${id}`);
				if (json) printJson({ removed: id });
				else console.log(`${name} is removed, with its SMTP users. Its Activity stays.`);
			}),
		);
}

interface Wanted {
	readonly account?: string;
	readonly text?: string;
	readonly state?: string;
}

async function list({ api, json }: Session, { account, text, state }: Wanted): Promise<void> {
	const id = account === undefined ? undefined : await accountIdOf(api, account);
	const domains = await api.all("/v1/domains", { account: id, text, verification: state });
	if (json) return printJson(domains);
	printTable(
		domains,
		{
			ID: (one) => one.id,
			NAME: (one) => one.name,
			STATE: stateOf,
			RECORDS: (one) => brokenOf(one.records),
			ACCOUNT: (one) => one.accountId,
		},
		"There are no sending domains. Add one: angarium domain add shop.example --account ...",
	);
}

function show({ json }: Session, domain: Json): void {
	if (json) return printJson(domain);
	printFacts({
		id: domain.id,
		name: domain.name,
		state: domain.vouched ? `${domain.verification} by the operator's word` : stateOf(domain),
		verified: moment(domain.verifiedAt),
		"records looked up": moment(domain.checkedAt),
		"records broken since": moment(domain.brokenSince),
		"no mail is taken from": moment(domain.stopsAt),
		account: domain.accountId,
	});
	console.log("\nRecords to publish:");
	printTable(
		domain.records,
		{
			STATE: ({ state }) => state,
			TYPE: ({ type }) => type,
			NAME: ({ name }) => name,
			VALUE: ({ value }) => value,
		},
		"",
	);
	for (const { name, found, hintText } of domain.records) {
		if (found !== undefined) console.log(`\nfound at ${clean(name)}: ${clean(found)}`);
		if (hintText !== undefined) console.log(`${clean(name)}: ${clean(hintText)}`);
	}
	console.log("\nDKIM keys:");
	printTable(
		domain.keys,
		{
			SELECTOR: ({ selector }) => selector,
			ALGORITHM: ({ algorithm }) => algorithm,
			STAGE: ({ stage, leaked }) => (leaked ? `${stage}, leaked` : stage),
			SEEN: ({ seenAt }) => moment(seenAt),
			"SIGNS FROM": ({ activeAt }) => moment(activeAt),
			UNTIL: ({ retiringAt, rotateAt }) => moment(retiringAt ?? rotateAt),
		},
		"none",
	);
}

/** A domain whose records have been broken for longer than the grace time is verified still, and sends no more. */
function stateOf({ verification, stopsAt }: Json): string {
	const isStopped = stopsAt !== null && Date.parse(stopsAt) <= Date.now();
	return verification === "verified" && isStopped ? "stopped: records broken" : verification;
}

/** "valid", or which required records are not, in short. */
function brokenOf(records: readonly Json[]): string {
	const broken = records.filter(({ required, state }) => required && state !== "valid");
	return broken.length === 0 ? "valid" : broken.map(({ purpose, state }) => `${purpose} ${state}`).join(", ");
}
