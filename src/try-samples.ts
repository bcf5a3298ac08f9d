/** Try mode's sample messages: who sends them, and through which door. */

import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { TrySamples } from "./serve/api/try-ports.ts";
import type { ClosedInternet } from "./serve/closed-internet/index.ts";
import { type SampleName, sampleNames, sendSample } from "./serve/closed-internet/samples.ts";
import { isProblem, type Problem, type Setup } from "./setup/index.ts";
import type { AccountId } from "./terms/ids.ts";
import type { Demo } from "./try-mode.ts";
import { secretFile } from "./world/secret-file.ts";

export interface OpenSamples extends TrySamples {
	/** The submission door is open. */
	through(door: { readonly host: string; readonly port: number }): void;
}

/** A domain of the demo account that has no records, and never will. */
const UNAUTHENTICATED = "newsletter.example";
const FILE = "samples.json";

interface Login {
	readonly username: string;
	readonly password: string;
}

export async function openSamples(
	folder: string,
	setup: Setup,
	internet: ClosedInternet,
	demo: Demo,
): Promise<OpenSamples> {
	const account = demo.account as AccountId;
	const unauthenticated = await withoutRecords(join(folder, FILE), setup, account);
	let door: { readonly host: string; readonly port: number } | null = null;
	return {
		names: sampleNames,
		account: async () => ({ id: account, name: (await setup.accounts.one(account))?.name ?? account }),
		mailbox: () => internet.mailbox.messages(),
		through: (place) => {
			door = place;
		},
		send(name) {
			if (door === null) throw new Error("The submission door is not open yet");
			return sendSample(name as SampleName, {
				authenticated: { ...door, username: demo.username, password: demo.password },
				unauthenticated: { ...door, ...unauthenticated, domain: UNAUTHENTICATED },
				domain: demo.domain,
				recipientDomain: internet.recipientDomain,
				usage: () => setup.directory.quota(account),
			});
		},
	};
}

/** An SMTP user of the domain without records; made again when somebody removed it. */
async function withoutRecords(file: string, setup: Setup, account: AccountId): Promise<Login> {
	const known = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Login) : undefined;
	if (known !== undefined && (await setup.directory.sender(known.username)) !== undefined) return known;
	const domain =
		(await setup.domains.byName(UNAUTHENTICATED)) ??
		made(await setup.domains.create(account, UNAUTHENTICATED));
	const { user, password } = made(await setup.smtpUsers.create(domain.id, { name: "Samples" }));
	const login = { username: user.username, password };
	rmSync(file, { force: true });
	secretFile(file, () => Buffer.from(JSON.stringify(login)));
	return login;
}

function made<Value extends object>(value: Value | Problem): Value {
	if (isProblem(value)) throw new Error(`the samples cannot be set up: ${value.detail}`);
	return value as Value;
}
