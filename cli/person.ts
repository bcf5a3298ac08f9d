/** `angarium person …` and `angarium operator …` */

import type { Command } from "commander";
import type { Json } from "./api.ts";
import { moment, printFacts, printJson, printTable } from "./print.ts";
import { personOf } from "./resolve.ts";
import type { Session, WithApi } from "./session.ts";

export function addPersonCommands(program: Command, withApi: WithApi): void {
	const person = program.command("person").description("people who sign in, of all accounts");
	person
		.command("list")
		.description("list people")
		.action(withApi(async (session) => table(session, await session.api.all("/v1/people"))));
	person
		.command("show <person>")
		.description("show a person with the accounts; by id or e-mail address")
		.action(
			withApi(async (session, wanted: string, _: object, __: Command) => {
				const { id } = await personOf(session.api, wanted);
				show(session, await session.api.get(`/v1/people/${id}`));
			}),
		);
	const act = (name: string, about: string, done: (answer: Json) => string): void => {
		person
			.command(`${name} <person>`)
			.description(about)
			.action(
				withApi(async ({ api, json }, wanted: string, _: object, __: Command) => {
					const { id, email } = await personOf(api, wanted);
					const answer = await api.post(`/v1/people/${id}/${name}`);
					if (json) printJson(answer);
					else console.log(`${email} ${done(answer)}`);
				}),
			);
	};
	act("suspend", "keep a person from signing in; all sessions end", () => "cannot sign in any more.");
	act("resume", "let a suspended person sign in again", () => "may sign in again.");
	act(
		"end-sessions",
		"end all sessions of a person",
		({ ended }) => `had ${ended} sessions, which are ended.`,
	);
	person
		.command("change-email <person> <address>")
		.description("mail a link to a new address; opened, the person signs in with that from then on")
		.action(
			withApi(async ({ api, json }, wanted: string, address: string, _: object, __: Command) => {
				const { id } = await personOf(api, wanted);
				const asked = await api.post(`/v1/people/${id}/email`, { email: address });
				if (json) return printJson(asked);
				console.log(
					`A link went to ${asked.newEmail}. Until it is opened, at the latest ${moment(asked.expiresAt)}, the address stays ${asked.email}.`,
				);
			}),
		);
	person
		.command("remove <person>")
		.description("delete a person; what the person did stays in the audit log")
		.action(
			withApi(async ({ api, json }, wanted: string, _: object, __: Command) => {
				const { id, email } = await personOf(api, wanted);
				await api.delete(`/v1/people/${id}`);
				if (json) printJson({ removed: id });
				else console.log(`${email} is removed.`);
			}),
		);
	addOperatorCommands(program, withApi);
}

function addOperatorCommands(program: Command, withApi: WithApi): void {
	const operator = program.command("operator").description("people who run the service");
	operator
		.command("list")
		.description("list operators")
		.action(
			withApi(async (session) => table(session, await session.api.all("/v1/people", { operators: "true" }))),
		);
	operator
		.command("setup-link")
		.description("make a link by which somebody becomes an operator; it works once, for a day")
		.action(
			withApi(async ({ api, json }) => {
				const made = await api.post("/v1/setup-links");
				if (json) return printJson(made);
				printFacts({ link: `${made.secretUrl}   (shown once)`, "valid until": moment(made.expiresAt) });
			}),
		);
	const set = (name: string, about: string, is: boolean): void => {
		operator
			.command(`${name} <person>`)
			.description(about)
			.action(
				withApi(async (session, wanted: string, _: object, __: Command) => {
					const { id } = await personOf(session.api, wanted);
					show(session, await session.api.patch(`/v1/people/${id}`, { operator: is }));
				}),
			);
	};
	set("add", "make a person an operator; who is none yet is asked by invitation create --operator", true);
	set("remove", "let a person run the service no more", false);
}

function table({ json }: Session, people: readonly Json[]): void {
	if (json) return printJson(people);
	printTable(
		people,
		{
			ID: (one) => one.id,
			EMAIL: (one) => one.email,
			NAME: (one) => one.name,
			OPERATOR: (one) => (one.operator ? "yes" : ""),
			"TWO FACTORS": (one) => (one.twoFactor ? "yes" : ""),
			STATE: (one) => (one.suspendedAt === null ? "" : "suspended"),
			"SIGNED IN": (one) => moment(one.lastSignInAt),
		},
		"There are no people yet: angarium operator setup-link",
	);
}

function show({ json }: Session, person: Json): void {
	if (json) return printJson(person);
	const { accounts = [] } = person;
	printFacts({
		id: person.id,
		"e-mail": person.email,
		name: person.name,
		language: person.language,
		"time zone": person.timeZone,
		operator: person.operator ? "yes" : "no",
		"two factors": person.twoFactor ? "yes" : "no",
		suspended: moment(person.suspendedAt),
		"signed in": moment(person.lastSignInAt),
		accounts: accounts.map((each: Json) => `${each.name} (${each.role})`).join(", "),
	});
}
