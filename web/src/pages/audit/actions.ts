/** The kinds of things that the audit log tells of: what one may filter by. */

export const targetTypes = [
	"account",
	"api-key",
	"destination",
	"domain",
	"invitation",
	"member",
	"password",
	"person",
	"plan",
	"plan-request",
	"session",
	"setup-link",
	"smtp-user",
	"suppression",
	"two-factor",
	"webhook",
	"webhook-delivery",
] as const;
export type TargetType = (typeof targetTypes)[number];

/** "smtp-user.update" → its thing and what was done. */
export function partsOf(action: string): { readonly type: string; readonly verb: string } {
	const dot = action.indexOf(".");
	return dot < 0 ? { type: action, verb: "" } : { type: action.slice(0, dot), verb: action.slice(dot + 1) };
}
