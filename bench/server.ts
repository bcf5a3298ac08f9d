/** What a measured server is to the bench: Angarium or a peer, set up for one kind of measurement. */

/** How the generator reaches it. */
export interface Door {
	readonly host: string;
	readonly port: number;
	readonly username: string | null;
	readonly password: string | null;
}

export interface Server {
	readonly name: string;
	readonly version: string;
	/** Without TLS and log-in. */
	readonly plain: Door;
	/** With STARTTLS; Angarium asks for a log-in there. */
	readonly secure: Door;
	/** An authorised sender. */
	readonly from: string;
	/** The root of its processes whose CPU counts. */
	readonly pids: readonly number[];
	stop(): Promise<void>;
}
