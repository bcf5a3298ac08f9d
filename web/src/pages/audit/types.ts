/** What GET /v1/audit gives. */
export interface AuditEntry {
	readonly id: string;
	readonly at: string;
	/** Null: the operator's. */
	readonly accountId: string | null;
	readonly actor: {
		readonly kind: "person" | "api-key" | "operator-key" | "service";
		readonly id: string;
		readonly name: string;
	};
	/** The client's; empty when there was none. */
	readonly address: string;
	/** "smtp-user.update" */
	readonly action: string;
	readonly target: { readonly type: string; readonly id: string; readonly name?: string };
	readonly before: unknown;
	readonly after: unknown;
}
