/** When a report is due (RFC 3461 §4.1, RFC 3834 §2, RFC 5321 §6.1). */

export interface NotifyFacts {
	/** "" is the null reverse-path: nobody wants to hear. */
	readonly reversePath: string;
	/** The message was made by a program that answers mail, or is a report itself. */
	readonly automatic: boolean;
	/** NOTIFY= of the recipient; null when it was not given. */
	readonly notify: readonly string[] | null;
}

/** A report about a report would go back and forth for ever. Without a wish it is failures that are reported. */
export const mayReport = (
	{ reversePath, automatic, notify }: NotifyFacts,
	about: "FAILURE" | "DELAY" | "SUCCESS" = "FAILURE",
): boolean => reversePath !== "" && !automatic && (notify ?? ["FAILURE"]).includes(about);
