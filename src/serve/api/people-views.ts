/** People, invitations and the audit log, as the API shows them. */

import type { z } from "@hono/zod-openapi";
import type { AuditEntry } from "../../terms/audit.ts";
import type { AccountId } from "../../terms/ids.ts";
import type { EmailChange, Invitation, Member, Person } from "../../terms/person.ts";
import type { auditView, emailChangeView, invitationView, memberView, personView } from "./people-schemas.ts";
import { at } from "./views.ts";

const atOrNull = (moment: number | null): string | null => (moment === null ? null : at(moment));

export const showPerson = (person: Person): z.input<typeof personView> => ({
	...person,
	suspendedAt: atOrNull(person.suspendedAt),
	lastSignInAt: atOrNull(person.lastSignInAt),
	createdAt: at(person.createdAt),
});

export const showMember =
	(accountId: AccountId) =>
	({ person, role, createdAt }: Member): z.input<typeof memberView> => ({
		personId: person.id,
		accountId,
		email: person.email,
		name: person.name,
		role,
		twoFactor: person.twoFactor,
		lastSignInAt: atOrNull(person.lastSignInAt),
		createdAt: at(createdAt),
	});

export const showInvitation = (invitation: Invitation): z.input<typeof invitationView> => ({
	...invitation,
	createdAt: at(invitation.createdAt),
	expiresAt: at(invitation.expiresAt),
});

export const showEmailChange = ({
	personId,
	email,
	newEmail,
	expiresAt,
}: EmailChange): z.input<typeof emailChangeView> => ({
	id: personId,
	email,
	newEmail,
	expiresAt: at(expiresAt),
});

export const showAudit = (entry: AuditEntry): z.input<typeof auditView> => ({ ...entry, at: at(entry.at) });
