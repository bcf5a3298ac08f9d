/** The numbers of DNS messages that an authoritative server meets. RFC 1035 §3.2 and §4.1.1, RFC 6895, RFC 8945. */

export const TYPES = {
	A: 1,
	NS: 2,
	CNAME: 5,
	SOA: 6,
	MX: 15,
	TXT: 16,
	AAAA: 28,
	OPT: 41,
	TSIG: 250,
	IXFR: 251,
	AXFR: 252,
	ANY: 255,
	CAA: 257,
} as const;

export const CLASSES = { IN: 1, NONE: 254, ANY: 255 } as const;

export const OPCODES = { query: 0, notify: 4, update: 5 } as const;

export const RCODES = {
	noError: 0,
	formErr: 1,
	servFail: 2,
	nxDomain: 3,
	notImp: 4,
	refused: 5,
	notAuth: 9,
	badVersion: 16,
} as const;

/** In the error field of a TSIG record. RFC 8945 §3. */
export const TSIG_ERRORS = { none: 0, badSignature: 16, badKey: 17, badTime: 18, badTruncation: 22 } as const;

/** Bits of the second pair of octets. RFC 1035 §4.1.1. */
export const FLAGS = {
	response: 0x8000,
	authoritative: 0x0400,
	truncated: 0x0200,
	recursionDesired: 0x0100,
} as const;

export const HEADER_BYTES = 12;
/** Without EDNS. RFC 1035 §4.2.1. */
export const PLAIN_UDP_BYTES = 512;
/** What passes nearly every path in one piece: IPv6's least MTU less its headers. */
export const EDNS_UDP_BYTES = 1_232;
export const MESSAGE_BYTES = 65_535;
