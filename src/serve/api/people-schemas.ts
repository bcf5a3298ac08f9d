/** The shapes that people, teams, invitations and the audit log have in the API. */

import { z } from "@hono/zod-openapi";
import { permissions, roles } from "../../terms/permissions.ts";
import { PASSWORD_CHARACTERS } from "../../terms/person.ts";
import { languages } from "../../terms/refusals/index.ts";
import { moment } from "./schemas.ts";

const ID = "01KAHV3Q5E8Y7ZJ4N2M6T9R0WX";
const EMAIL = "ann@shop.example";
const MOMENT = "2026-11-24T08:15:30.000Z";

export const role = z.enum(roles);
export const language = z.enum(languages);
export const personName = z.string().min(1).max(200).openapi({ example: "Ann" });
export const email = z.string().min(3).max(254).openapi({ example: EMAIL });
export const timeZone = z.string().min(1).max(64).openapi({ example: "Europe/Paris" });
export const newPassword = z
	.string()
	.min(PASSWORD_CHARACTERS.least)
	.max(PASSWORD_CHARACTERS.most)
	.openapi({ example: "correct horse battery staple" });

export const personExample = {
	id: ID,
	email: EMAIL,
	name: "Ann",
	language: "en",
	timeZone: "Europe/Paris",
	operator: false,
	twoFactor: true,
	suspendedAt: null,
	lastSignInAt: MOMENT,
	createdAt: MOMENT,
} as const;

export const personView = z
	.strictObject({
		id: z.string(),
		email: z.string(),
		name: z.string(),
		language,
		timeZone: z.string(),
		operator: z.boolean().openapi({ description: "Runs the whole service" }),
		twoFactor: z.boolean(),
		suspendedAt: moment.nullable(),
		lastSignInAt: moment.nullable(),
		createdAt: moment,
	})
	.openapi("Person", { example: personExample });

export const memberView = z
	.strictObject({
		personId: z.string(),
		accountId: z.string(),
		email: z.string(),
		name: z.string(),
		role,
		twoFactor: z.boolean(),
		lastSignInAt: moment.nullable(),
		createdAt: moment,
	})
	.openapi("Member", {
		example: {
			personId: ID,
			accountId: ID,
			email: EMAIL,
			name: "Ann",
			role: "administrator",
			twoFactor: true,
			lastSignInAt: MOMENT,
			createdAt: MOMENT,
		},
	});

const invitationExample = {
	id: ID,
	accountId: ID,
	email: EMAIL,
	role: "member",
	language: "en",
	invitedBy: "bob@shop.example",
	createdAt: MOMENT,
	expiresAt: MOMENT,
} as const;

export const invitationView = z
	.strictObject({
		id: z.string(),
		accountId: z.string().nullable(),
		email: z.string(),
		role: z.enum([...roles, "operator"]),
		language,
		invitedBy: z.string(),
		createdAt: moment,
		expiresAt: moment,
	})
	.openapi("Invitation", { example: invitationExample });

export const invitedView = invitationView
	.extend({
		accountName: z.string().nullable(),
		personExists: z.boolean().nullable().openapi({
			description: "Then name and password are not asked for. Null for who has the id and not the link",
		}),
	})
	.openapi("Invited", {
		example: { ...invitationExample, accountName: "Shop", personExists: false },
	});

export const emailChangeView = z
	.strictObject({
		id: z.string().openapi({ description: "Of the person" }),
		email: z.string().openapi({ description: "As it is until the link is opened" }),
		newEmail: z.string(),
		expiresAt: moment,
	})
	.openapi("EmailChange", {
		example: { id: ID, email: EMAIL, newEmail: "ann@mail.example", expiresAt: MOMENT },
	});

export const changedEmailView = z
	.strictObject({ id: z.string().openapi({ description: "Of the person" }), email: z.string() })
	.openapi("EmailChanged", { example: { id: ID, email: "ann@mail.example" } });

export const meView = z
	.strictObject({
		person: z
			.strictObject({
				id: z.string(),
				email: z.string(),
				name: z.string(),
				language,
				timeZone: z.string(),
				twoFactor: z.boolean(),
				operator: z.boolean(),
			})
			.nullable(),
		apiKey: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
		accounts: z.array(
			z.strictObject({
				id: z.string(),
				name: z.string(),
				role,
				permissions: z.array(z.enum(permissions)),
			}),
		),
		service: z.strictObject({
			name: z.string(),
			version: z.string(),
			tryMode: z.boolean(),
			supportEmail: z.string().nullable(),
			supportUrl: z.string().nullable(),
			submission: z.strictObject({
				hostname: z.string(),
				ports: z.strictObject({ starttls: z.int(), tls: z.int() }),
			}),
			oidc: z.boolean().openapi({ description: "Whether one can sign in by a provider" }),
			payment: z.enum(["request", "stripe"]),
			deletionGraceMs: z
				.int()
				.openapi({ description: "How long an account that is deleted can be restored" }),
		}),
	})
	.openapi("Me");

const state = z
	.unknown()
	.openapi({ type: ["object", "null"], description: "As the API shows it; null for nothing" });

export const auditView = z
	.strictObject({
		id: z.string(),
		at: moment,
		accountId: z.string().nullable(),
		actor: z.strictObject({
			kind: z.enum(["person", "api-key", "operator-key", "service"]),
			id: z.string(),
			name: z.string(),
		}),
		address: z.string(),
		action: z.string(),
		target: z.strictObject({ type: z.string(), id: z.string(), name: z.string().optional() }),
		before: state,
		after: state,
	})
	.openapi("AuditEntry", {
		example: {
			id: ID,
			at: MOMENT,
			accountId: ID,
			actor: { kind: "person", id: ID, name: EMAIL },
			address: "192.0.2.7",
			action: "smtp-user.update",
			target: { type: "smtp-user", id: ID, name: "CRM" },
			before: { disabled: false },
			after: { disabled: true },
		},
	});
