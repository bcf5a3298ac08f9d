/** How near an SMTP user is to its limits: for the question why something was refused for now. */

import { z } from "@hono/zod-openapi";
import { type LimitsNow, limitsNow } from "../../check/index.ts";
import type { Instant } from "../../terms/clock.ts";
import type { SmtpUser } from "../../terms/identity.ts";
import type { SmtpUserId } from "../../terms/ids.ts";
import { maySee } from "./access.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { nothing } from "./problem.ts";
import { id } from "./schemas.ts";
import { showSmtpUser } from "./views.ts";

const moment = z.string().openapi({ format: "date-time" });
const use = z.strictObject({ open: z.int(), limit: z.int() });
const rate = z.strictObject({
	perMinute: z.int(),
	left: z.int().openapi({ description: "How many may come at once now" }),
	nextAt: moment.nullable().openapi({ description: "When the next one may come; null: now" }),
});
const ofBoth = <Shape extends z.ZodType>(shape: Shape) => z.strictObject({ user: shape, account: shape });

export const smtpUserLimitsView = z
	.strictObject({
		sessions: ofBoth(use),
		recipients: ofBoth(rate),
		messages: ofBoth(rate),
		logins: z.strictObject({
			lastFailure: z
				.strictObject({ at: moment, address: z.string(), reason: z.string(), count: z.int() })
				.nullable(),
			blocks: z
				.array(z.strictObject({ network: z.string(), until: moment }))
				.openapi({ description: "Where log-ins as this user are blocked for their failures" }),
			onGuardUntil: moment.nullable().openapi({
				description:
					"Set while strangers guess at this user: each then has one try. Places that it knows do not",
			}),
		}),
	})
	.openapi("SmtpUserLimits");

/** More would be an attack, and say nothing more. */
const MOST_BLOCKS = 100;

export const smtpUserLimitEndpoints = ({
	setup,
	limiters,
	limits,
	now,
}: ApiDependencies): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/smtp-users/{id}/limits",
		tag: "SMTP users",
		summary: "See how near an SMTP user is to its limits",
		description: "Sessions now, what is left of its rates and its account's, and failed log-ins.",
		access: "smtp-users:read",
		params: z.strictObject({ id: id<SmtpUserId>() }),
		answers: smtpUserLimitsView,
		async run({ scope, params }) {
			const user = await setup.smtpUsers.one(params.id);
			if (user === undefined || !maySee(scope, user.accountId)) return nothing("SMTP user");
			const account = await setup.accounts.one(user.accountId);
			if (account === undefined) return nothing("SMTP user");
			return show(user, limitsNow(limiters, limits, { user, account }, now()), now());
		},
	}),
];

const at = (when: Instant): string => new Date(when).toISOString();

function show(user: SmtpUser, facts: LimitsNow, now: Instant): z.input<typeof smtpUserLimitsView> {
	type Rate = LimitsNow["messages"]["user"];
	const rateView = ({ perMinute, left, waitMs }: Rate) => ({
		perMinute,
		left,
		nextAt: waitMs === 0 ? null : at(now + waitMs),
	});
	const bothRates = ({ user: own, account }: LimitsNow["messages"]) => ({
		user: rateView(own),
		account: rateView(account),
	});
	return {
		sessions: facts.sessions,
		recipients: bothRates(facts.recipients),
		messages: bothRates(facts.messages),
		logins: {
			lastFailure: showSmtpUser(user).lastFailure,
			blocks: facts.blocks.slice(0, MOST_BLOCKS).map(({ network, until }) => ({ network, until: at(until) })),
			onGuardUntil: facts.onGuardUntil === null ? null : at(facts.onGuardUntil),
		},
	};
}
