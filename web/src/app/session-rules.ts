import type { Permission, Session } from "../api/me.ts";

/** Whether a place that needs this is for this person. */
export const mayGo = (session: Session, needs: Permission | "operator" | null | undefined): boolean =>
	needs === null || needs === undefined || (needs === "operator" ? session.isOperator : session.can(needs));
