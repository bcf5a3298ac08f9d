/** Octets of content that all open transactions together hold in memory. */
export class InFlight {
	bytes = 0;

	add(bytes: number): void {
		this.bytes += bytes;
	}

	remove(bytes: number): void {
		this.bytes -= bytes;
	}
}
