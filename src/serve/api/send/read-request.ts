/** From a request of either form to what is handed in, and by which SMTP user. */

import type { Setup } from "../../../setup/index.ts";
import { isId, type SmtpUserId } from "../../../terms/ids.ts";
import type { Limits } from "../../../terms/limits.ts";
import { refuse } from "../../../terms/refusals/index.ts";
import { maySee, type Scope } from "../access.ts";
import type { ApiDependencies } from "../dependencies.ts";
import type { ApiRequest } from "../endpoint.ts";
import {
	type ApiProblem,
	isApiProblem,
	nothing,
	problem,
	type RefusedRequest,
	refusedRequest,
} from "../problem.ts";
import { drafted } from "./draft.ts";
import { type Envelope, MOST_RECIPIENTS, type NewMessageBody } from "./shapes.ts";
import { fromJson, fromMime, type Submitted } from "./submitted.ts";

type SendRequest = Pick<ApiRequest<unknown, Envelope, NewMessageBody>, "scope" | "query" | "body" | "stream">;

/** Random octets of a boundary; hexadecimal in it. */
const BOUNDARY_BYTES = 12;

export async function readRequest(
	{ scope, query, body, stream }: SendRequest,
	{ setup, limits, randomBytes }: Pick<ApiDependencies, "setup" | "limits" | "randomBytes">,
): Promise<Submitted | ApiProblem> {
	const wanted = stream === null ? body.smtpUser : query.smtpUser;
	if (wanted === undefined) return missing("query.smtpUser", "Say which SMTP user sends");
	if (stream === null && Object.keys(query).length > 0)
		return missing(
			`query.${Object.keys(query)[0]}`,
			"The query goes with message/rfc822; here it is in the body",
		);
	const user = await visibleUser(setup, scope, wanted);
	if (user === undefined) return nothing("SMTP user");
	if (stream === null) {
		const draft = drafted(body, `=_${randomBytes(BOUNDARY_BYTES).toString("hex")}_`);
		return isApiProblem(draft) ? draft : bounded(fromJson(user, body, draft));
	}
	const submitted = await fromMime(user, query, stream, limits.headerBytes);
	return isApiProblem(submitted) ? submitted : bounded(submitted);
}

const bounded = (submitted: Submitted): Submitted | ApiProblem =>
	submitted.to.length <= MOST_RECIPIENTS
		? submitted
		: problem("request-invalid", `One request names at most ${MOST_RECIPIENTS} recipients`);

const missing = (field: string, detail: string): ApiProblem =>
	problem("request-invalid", detail, { errors: [{ field, detail }] });

/** By id or by username; what is another account's is not there. */
async function visibleUser({ smtpUsers }: Setup, scope: Scope, wanted: string) {
	const user = isId(wanted) ? await smtpUsers.one(wanted as SmtpUserId) : await smtpUsers.byUsername(wanted);
	return user !== undefined && maySee(scope, user.accountId) ? user : undefined;
}

/** Base64 adds a third; the rest of JSON is small beside a file. */
const JSON_FACTOR = 1.4;
const JSON_EXTRA_BYTES = 64 * 1024;

/** A JSON body beyond it holds a message beyond its own limit. */
export const bodyLimitOf = ({ messageBytes }: Limits) => ({
	bytes: Math.ceil(messageBytes * JSON_FACTOR) + JSON_EXTRA_BYTES,
	refused: (sizeBytes: number): RefusedRequest =>
		refusedRequest(refuse("message-too-large", { sizeBytes, limitBytes: messageBytes }), "mail"),
});
