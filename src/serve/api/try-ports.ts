/** The sample messages of try mode, as the API needs them. */

export interface TrySamples {
	readonly names: readonly string[];
	/** Whose SMTP users send them. */
	account(): Promise<{ readonly id: string; readonly name: string }>;
	/** Hands the sample in at the service's own door. */
	send(name: string): Promise<{
		readonly messages: number;
		readonly accepted: number;
		readonly said: readonly { readonly who: "client" | "server"; readonly line: string }[];
	}>;
	/** What was received, newest first. */
	mailbox(): readonly {
		readonly id: string;
		readonly receivedAt: string;
		readonly from: string;
		readonly to: readonly string[];
		readonly subject: string;
		readonly sizeBytes: number;
	}[];
}
