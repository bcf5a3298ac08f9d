/** A service in try mode in which something has happened: mail of every kind, things set up, and people of each role. */

import type { Json } from "../support/json.ts";
import { eventually, mailboxOf, rawMessage, type Service } from "../support/service.ts";
import { type Call, operatorOf } from "../support/service-calls.ts";
import { type DemoPerson, demoPerson } from "./signed-in.ts";

/** They leave every status, things in need, and little of the plan. */
const SAMPLES = [
	"delivered",
	"deferred",
	"hard-bounce",
	"late-bounce",
	"complaint",
	"domain-not-authenticated",
	"domain-mismatch",
	"attachment-refused",
	"quota-warning",
];
const PASSWORD = "correct horse battery staple";

export interface Inhabited {
	readonly people: Readonly<Record<"demo" | "member" | "viewer", DemoPerson>>;
	/** By the app's route: the address of one such page, where the route alone is none. */
	readonly addresses: ReadonlyMap<string, string>;
}

export async function inhabit(service: Service): Promise<Inhabited> {
	const call = operatorOf(service);
	for (const sample of SAMPLES) await call("POST", "/v1/try/samples", { sample });
	const people = {
		demo: demoPerson(service),
		member: await joined(service, call, "member"),
		viewer: await joined(service, call, "viewer"),
	};
	return { people, addresses: await addressesOf(service, call) };
}

/** Somebody who followed the link of an invitation. */
async function joined(service: Service, call: Call, role: "member" | "viewer"): Promise<DemoPerson> {
	const email = `${role}@client.example`;
	const token = await invite(service, call, email, role);
	await call("POST", `/v1/invitations/${token}/accept`, { name: `Some ${role}`, password: PASSWORD });
	return { email, password: PASSWORD };
}

/** Invites, and reads the mail: the token of its link. */
async function invite(service: Service, call: Call, email: string, role: string): Promise<string> {
	await call("POST", `/v1/invitations?account=${service.ready.demo.account}`, { email, role });
	return tokenMailed(service, email, "invitation");
}

/** Of the link to that page, in the mail to that address. */
export const tokenMailed = (service: Service, email: string, page: string): Promise<string> =>
	eventually(async () => {
		const mail = (await mailboxOf(service)).find(({ to }) => to.includes(email));
		const text = mail === undefined ? "" : String(await rawMessage(service, mail.id));
		return new RegExp(`/${page}\\?token=(\\w+)`).exec(text)?.[1];
	});

/** The link that the member would open to change the address. */
async function newAddress(service: Service, call: Call): Promise<string> {
	const email = "moved@client.example";
	const [member] = (await call("GET", "/v1/people?email=member@client.example")).items;
	await call("POST", `/v1/people/${member.id}/email`, { email });
	return `/new-address?token=${await tokenMailed(service, email, "new-address")}`;
}

async function addressesOf(service: Service, call: Call): Promise<ReadonlyMap<string, string>> {
	const { account } = service.ready.demo;
	const first = async (path: string): Promise<Json> => (await call("GET", path)).items[0];
	const domain = await first("/v1/domains");
	const putOff = await first("/v1/activity?status=deferred");
	const hook = await call("POST", `/v1/webhooks?account=${account}`, {
		url: "https://hooks.shop.example/a-path-that-is-longer-than-a-narrow-screen-is-wide/events",
		eventTypes: ["message.delivered"],
	});
	const setup = await call("POST", "/v1/setup-links");
	const token = await invite(service, call, "asked@client.example", "member");
	return new Map([
		["/activity/$id", `/activity/${putOff.id}`],
		["/messages/$id", `/messages/${putOff.messageId}`],
		["/domains/$domainId", `/domains/${domain.id}`],
		["/domains/$domainId/smtp-users", `/domains/${domain.id}/smtp-users`],
		["/domains/$domainId/connect", `/domains/${domain.id}/connect`],
		["/domains/$domainId/keys", `/domains/${domain.id}/keys`],
		["/operator/queue/$destination", `/operator/queue/${putOff.recipient.split("@")[1]}`],
		["/operator/accounts/$accountId", `/operator/accounts/${account}`],
		["/settings/webhooks/$id", `/settings/webhooks/${hook.id}`],
		["/guide/$place", "/guide/sender-domain-mismatch"],
		["/guide/causes/$cause", "/guide/causes/greylisted"],
		["/invitation", `/invitation?token=${token}`],
		["/new-address", await newAddress(service, call)],
		["/setup", new URL(setup.secretUrl).pathname + new URL(setup.secretUrl).search],
		["/reset-password", "/reset-password?token=of-a-link-that-was-mailed"],
	]);
}
