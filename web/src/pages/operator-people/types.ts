/** What GET /v1/people gives. */
export interface PersonRow {
	readonly id: string;
	readonly email: string;
	readonly name: string;
	/** Runs the whole service. */
	readonly operator: boolean;
	readonly twoFactor: boolean;
	/** Since when this person cannot sign in. */
	readonly suspendedAt: string | null;
	readonly lastSignInAt: string | null;
	readonly createdAt: string;
}

export const peopleKey = ["people"] as const;
