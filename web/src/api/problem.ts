/** What went wrong with a call, as one type: the API's problem (RFC 9457), or that there was no answer. */

export interface FieldError {
	readonly field: string;
	readonly detail: string;
}

export class ApiError extends Error {
	/** 0 when no answer came. */
	readonly status: number;
	/** Stable; what code decides by: "permission-missing", "changed-meanwhile", "no-answer" … */
	readonly reason: string;
	readonly fields: readonly FieldError[];
	/** All members of the problem: a refusal has more of them, such as `remedy`, `help` and `reply`. */
	readonly members: Readonly<Record<string, unknown>>;
	/** In how many it may be asked again, where the answer says so (Retry-After). */
	readonly waitSeconds: number | null;

	constructor(
		status: number,
		reason: string,
		detail: string,
		fields: readonly FieldError[] = [],
		members: Readonly<Record<string, unknown>> = {},
		waitSeconds: number | null = null,
	) {
		super(detail);
		this.status = status;
		this.reason = reason;
		this.fields = fields;
		this.members = members;
		this.waitSeconds = waitSeconds;
	}
}

/** What is said of a field, by its name without "body.". */
export const fieldError = (error: unknown, name: string): string | undefined =>
	error instanceof ApiError
		? error.fields.find(({ field }) => field === name || field === `body.${name}`)?.detail
		: undefined;

interface Body {
	readonly detail?: unknown;
	readonly title?: unknown;
	readonly message?: unknown;
	readonly reason?: unknown;
	readonly code?: unknown;
	readonly errors?: unknown;
}

const text = (...values: readonly unknown[]): string =>
	values.find((value) => typeof value === "string" && value !== "")?.toString() ?? "";

/** Reads problem+json, and the plainer errors of /auth: {code, message}. */
export async function errorOf(response: Response): Promise<ApiError> {
	const body = (await response.json().catch(() => ({}))) as Body;
	const fields = Array.isArray(body.errors) ? (body.errors as FieldError[]) : [];
	const reason = text(body.reason, body.code).toLowerCase().replaceAll("_", "-") || "unknown";
	const wait = Number(response.headers.get("retry-after"));
	return new ApiError(
		response.status,
		reason,
		text(body.detail, body.message, body.title, response.statusText),
		fields,
		{ ...body },
		wait > 0 ? wait : null,
	);
}
