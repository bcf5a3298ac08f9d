/** Takes octets as they come. Each call returns what is ready, which may share memory with what was given. */
export interface Decoder {
	write(octets: Buffer): Buffer;
	end(): Buffer;
}
