/** The calls by which the address that somebody signs in with becomes another one. */

import { z } from "@hono/zod-openapi";
import { isEmailChangeToken, isProblem, type Problem } from "../../setup/index.ts";
import type { PersonId } from "../../terms/ids.ts";
import { type EmailChange, PASSWORD_CHARACTERS } from "../../terms/person.ts";
import type { Scope } from "./access.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { changedEmailView, email, emailChangeView } from "./people-schemas.ts";
import { showEmailChange } from "./people-views.ts";
import { type ApiProblem, fromSetup, isApiProblem, nothing, problem } from "./problem.ts";
import { id } from "./schemas.ts";
import type { Sessions } from "./sessions.ts";

const byToken = z.strictObject({
	id: z
		.string()
		.max(64)
		.refine(isEmailChangeToken, "is no token of a link for a new address")
		.openapi({ example: "em_4m0x8w2c6y1k3n5p7r9t0v2b4d" }),
});
const LINK = "link for a new address, or it is too old";
const NEW_EMAIL = "ann@mail.example";

const answer = (asked: EmailChange | Problem) =>
	isProblem(asked) ? fromSetup(asked) : showEmailChange(asked as EmailChange);

export const emailChangeEndpoints = (dependencies: ApiDependencies): readonly Endpoint[] => [
	...asked(dependencies),
	...opened(dependencies),
];

const asked = ({ people, sessions }: ApiDependencies): readonly Endpoint[] => [
	endpoint({
		method: "post",
		path: "/v1/me/email",
		tag: "People",
		summary: "Ask for another e-mail address of one's own",
		description:
			"A link goes to the new address; nothing changes until it is opened, within an hour. It takes the place of one that was asked for before. The answer is the same whether or not the address is somebody else's.",
		access: "person",
		audits: "person.ask-email",
		body: z
			.strictObject({ email, password: z.string().min(1).max(PASSWORD_CHARACTERS.most) })
			.openapi("NewEmail", { example: { email: NEW_EMAIL, password: "correct horse battery staple" } }),
		accepted: true,
		answers: emailChangeView,
		async run({ scope, body, client }) {
			const person = await confirmed(scope, { ...body, address: client.address }, sessions);
			return isApiProblem(person) ? person : answer(await people.emailChanges.ask(person, body.email));
		},
	}),
	endpoint({
		method: "post",
		path: "/v1/people/{id}/email",
		tag: "Operator",
		summary: "Ask for another e-mail address of a person",
		description: "For somebody who cannot read the mail of the old one. As if they had asked themselves.",
		access: "operator",
		audits: "person.ask-email",
		params: z.strictObject({ id: id<PersonId>() }),
		body: z.strictObject({ email }).openapi("NewEmailOfPerson", { example: { email: NEW_EMAIL } }),
		accepted: true,
		answers: emailChangeView,
		async run({ params, body }) {
			const person = await people.one(params.id);
			if (person === undefined) return nothing("person");
			const owner = await people.byEmail(body.email.trim());
			// The operator sees everybody: here it is no secret.
			return owner !== undefined && owner.id !== person.id
				? problem("taken", `There is a person with the address ${owner.email} already`)
				: answer(await people.emailChanges.ask(person, body.email));
		},
	}),
];

/** Who asks, once the password is right and a mail may go there. */
async function confirmed(
	scope: Scope,
	{
		email,
		password,
		address,
	}: { readonly email: string; readonly password: string; readonly address: string },
	sessions: Sessions | undefined,
) {
	if (scope.kind !== "person" || scope.person === null || sessions === undefined)
		return problem("person-only", "Sign in");
	const { person } = scope.person;
	const check = await sessions.checkPassword(person, password, address);
	if (typeof check === "object") return tooMany(check.waitMs);
	if (check === "none") return problem("unavailable", "You have no password here: reset it to have one");
	if (check === "wrong") {
		const errors = [{ field: "body.password", detail: "is not your password" }];
		return problem("password-wrong", "The password is not right", { errors });
	}
	const waitMs = sessions.mailWaitMs(email, address);
	return waitMs > 0 ? tooMany(waitMs) : person;
}

const tooMany = (retryAfterMs: number): ApiProblem =>
	problem("too-many-tries", `Wait ${Math.ceil(retryAfterMs / 1_000)} seconds`, { retryAfterMs });

const opened = ({ people }: ApiDependencies): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/email-changes/{id}",
		tag: "People",
		summary: "What a link for a new address is about",
		description: "By the token of the link, without signing in.",
		access: "visitor",
		params: byToken,
		answers: emailChangeView,
		async run({ params }) {
			const change = await people.emailChanges.byToken(params.id);
			return change === undefined ? nothing(LINK) : showEmailChange(change);
		},
	}),
	endpoint({
		method: "post",
		path: "/v1/email-changes/{id}/confirm",
		tag: "People",
		summary: "Change the address, with the token of the link",
		description:
			"Once. The person signs in with the new address from then on; all sessions end but for the one that asks, and the old address is told.",
		access: "visitor",
		audits: "person.change-email",
		whileClosing: true,
		params: byToken,
		answers: changedEmailView,
		async run({ scope, params, actedBy }) {
			const kept = scope.kind === "nobody" ? null : (scope.person?.sessionId ?? null);
			const done = await people.emailChanges.confirm(params.id, kept);
			if (isProblem(done)) return fromSetup(done);
			const { person, emailBefore } = done;
			actedBy({ kind: "person", id: person.id, name: emailBefore });
			return { id: person.id, email: person.email };
		},
	}),
];
