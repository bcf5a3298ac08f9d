/** Things may be named by their id or as people call them. */

import { isId } from "../src/terms/ids.ts";
import { type Api, CommandError, type Json } from "./api.ts";

export async function accountIdOf(api: Api, wanted: string): Promise<string> {
	if (isId(wanted)) return wanted;
	return one(await api.all("/v1/accounts"), ({ name }) => name === wanted, "account", wanted).id;
}

export async function planOf(api: Api, wanted: string): Promise<Json> {
	if (isId(wanted)) return api.get(`/v1/plans/${wanted}`);
	return one(await api.all("/v1/plans"), ({ name }) => name === wanted, "plan", wanted);
}

export async function domainOf(api: Api, wanted: string): Promise<Json> {
	if (isId(wanted)) return api.get(`/v1/domains/${wanted}`);
	return one((await api.get("/v1/domains", { name: wanted })).items, () => true, "domain", wanted);
}

export async function smtpUserOf(api: Api, wanted: string): Promise<Json> {
	if (isId(wanted)) return api.get(`/v1/smtp-users/${wanted}`);
	return one((await api.get("/v1/smtp-users", { username: wanted })).items, () => true, "SMTP user", wanted);
}

/** By id or by e-mail address. */
export async function personOf(api: Api, wanted: string): Promise<Json> {
	if (isId(wanted)) return api.get(`/v1/people/${wanted}`);
	return one((await api.get("/v1/people", { email: wanted })).items, () => true, "person", wanted);
}

/** By id, or by address; the operator then has to say of which account. */
export async function suppressionOf(api: Api, wanted: string, account: string | undefined): Promise<Json> {
	if (isId(wanted)) return api.get(`/v1/suppressions/${wanted}`);
	const query = { address: wanted, account: account && (await accountIdOf(api, account)) };
	return one((await api.get("/v1/suppressions", query)).items, () => true, "suppression of", wanted);
}

function one(items: readonly Json[], is: (item: Json) => boolean, what: string, wanted: string): Json {
	const found = items.filter(is);
	if (found.length === 1) return found[0];
	throw new CommandError(
		found.length === 0
			? `There is no ${what} ${wanted}.`
			: `There are ${found.length} ${what}s called ${wanted}: give the id.`,
	);
}
