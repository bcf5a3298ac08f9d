/**
 * What somebody may be allowed to do in an account, and which of it each role has. The one table of both: the API
 * decides by it, the dashboard shows by it.
 */

export const permissions = [
	"dashboard:read",
	"activity:read",
	"messages:send",
	"domains:read",
	"domains:write",
	"smtp-users:read",
	"smtp-users:write",
	"suppressions:read",
	"suppressions:write",
	"webhooks:read",
	"webhooks:write",
	"api-keys:read",
	"api-keys:write",
	"team:read",
	"team:write",
	"plans:read",
	"plans:choose",
	"account:read",
	"account:write",
	"audit:read",
] as const;

export type Permission = (typeof permissions)[number];

export const isPermission = (text: string): text is Permission =>
	(permissions as readonly string[]).includes(text);

/** administrator: everything. member: Dashboard, Activity, Pricing as a view. viewer: the same without Activity. */
export const roles = ["administrator", "member", "viewer"] as const;
export type Role = (typeof roles)[number];

export const roleGrants: Readonly<Record<Role, ReadonlySet<Permission>>> = {
	administrator: new Set(permissions),
	member: new Set(["account:read", "dashboard:read", "activity:read", "plans:read"]),
	viewer: new Set(["account:read", "dashboard:read", "plans:read"]),
};

export const everything: ReadonlySet<Permission> = roleGrants.administrator;
