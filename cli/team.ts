/** `angarium team …` and `angarium invitation …` */

import type { Command } from "commander";
import { type Api, CommandError, type Json } from "./api.ts";
import { moment, printFacts, printJson, printTable } from "./print.ts";
import { accountIdOf } from "./resolve.ts";
import type { WithApi } from "./session.ts";

interface OfAccount {
	readonly account?: string;
}

const ACCOUNT = ["--account <account>", "id or name (needed with the operator's key)"] as const;

const accountQuery = async (api: Api, { account }: OfAccount): Promise<{ account: string | undefined }> => ({
	account: account === undefined ? undefined : await accountIdOf(api, account),
});
const queryText = ({ account }: { account: string | undefined }): string =>
	account === undefined ? "" : `?account=${account}`;

export function addTeamCommands(program: Command, withApi: WithApi): void {
	const team = program.command("team").description("the members of an account");
	team
		.command("list")
		.description("list the members")
		.option(...ACCOUNT)
		.action(
			withApi(async ({ api, json }, settings: OfAccount, _: Command) => {
				const members = await api.all("/v1/team", await accountQuery(api, settings));
				if (json) return printJson(members);
				printTable(
					members,
					{
						ID: (one) => one.personId,
						EMAIL: (one) => one.email,
						NAME: (one) => one.name,
						ROLE: (one) => one.role,
						"TWO FACTORS": (one) => (one.twoFactor ? "yes" : ""),
						"SIGNED IN": (one) => moment(one.lastSignInAt),
					},
					"Nobody is a member: angarium invitation create",
				);
			}),
		);
	team
		.command("set <person>")
		.description("change a member's role; by id or e-mail address")
		.requiredOption("--role <role>", "administrator, member or viewer")
		.option(...ACCOUNT)
		.action(
			withApi(async ({ api, json }, wanted: string, settings: OfAccount & { role: string }, _: Command) => {
				const query = await accountQuery(api, settings);
				const { personId } = await memberOf(api, wanted, query);
				const member = await api.patch(`/v1/team/${personId}${queryText(query)}`, { role: settings.role });
				if (json) printJson(member);
				else console.log(`${member.email} is ${member.role}.`);
			}),
		);
	team
		.command("remove <person>")
		.description("remove a member, who has no access from then on")
		.option(...ACCOUNT)
		.action(
			withApi(async ({ api, json }, wanted: string, settings: OfAccount, _: Command) => {
				const query = await accountQuery(api, settings);
				const { personId, email } = await memberOf(api, wanted, query);
				await api.delete(`/v1/team/${personId}${queryText(query)}`);
				if (json) printJson({ removed: personId });
				else console.log(`${email} is no member any more.`);
			}),
		);
	addInvitationCommands(program, withApi);
}

async function memberOf(api: Api, wanted: string, query: { account: string | undefined }): Promise<Json> {
	const found = (await api.all("/v1/team", query)).find(
		({ personId, email }) => personId === wanted || email === wanted.toLowerCase(),
	);
	if (found === undefined) throw new CommandError(`There is no member ${wanted}.`);
	return found;
}

interface Invited extends OfAccount {
	readonly role: string;
	readonly language?: string;
	readonly operator?: true;
}

function addInvitationCommands(program: Command, withApi: WithApi): void {
	const invitation = program.command("invitation").description("people who are asked to join, by mail");
	invitation
		.command("create <email>")
		.description("ask somebody to join an account, or with --operator to run the service")
		.option(...ACCOUNT)
		.option("--role <role>", "administrator, member or viewer", "member")
		.option("--language <language>", "of the mail: en or fr")
		.option("--operator", "to run the service")
		.action(
			withApi(async ({ api, json }, email: string, settings: Invited, _: Command) => {
				const { account } = await accountQuery(api, settings);
				const made = await api.post("/v1/invitations", {
					email,
					role: settings.operator ? "operator" : settings.role,
					...(settings.language && { language: settings.language }),
					...(account && { accountId: account }),
				});
				if (json) return printJson(made);
				printFacts({
					id: made.id,
					"sent to": made.email,
					role: made.role,
					"valid until": moment(made.expiresAt),
				});
			}),
		);
	invitation
		.command("list")
		.description("list who has not answered yet")
		.option(...ACCOUNT)
		.action(
			withApi(async ({ api, json }, settings: OfAccount, _: Command) => {
				const all = await api.all("/v1/invitations", await accountQuery(api, settings));
				if (json) return printJson(all);
				printTable(
					all,
					{
						ID: (one) => one.id,
						EMAIL: (one) => one.email,
						ROLE: (one) => one.role,
						"INVITED BY": (one) => one.invitedBy,
						"VALID UNTIL": (one) => moment(one.expiresAt),
					},
					"Nobody was asked who has not answered.",
				);
			}),
		);
	invitation
		.command("resend <id>")
		.description("send it again, with a new link")
		.action(
			withApi(async ({ api, json }, id: string, _: object, __: Command) => {
				const sent = await api.post(`/v1/invitations/${encodeURIComponent(id)}/resend`);
				if (json) printJson(sent);
				else console.log(`It was sent to ${sent.email} again.`);
			}),
		);
	invitation
		.command("remove <id>")
		.description("take it back")
		.action(
			withApi(async ({ api, json }, id: string, _: object, __: Command) => {
				await api.delete(`/v1/invitations/${encodeURIComponent(id)}`);
				if (json) printJson({ removed: id });
				else console.log(`${id} is removed.`);
			}),
		);
}
