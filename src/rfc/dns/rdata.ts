/** Records as octets. RFC 1035 §3.3 and §4.1.3, RFC 3596 §2.2, RFC 8659 §4.1. */

import { parseIp } from "../address/cidr.ts";
import { nameOctets } from "./names.ts";
import { CLASSES, TYPES } from "./numbers.ts";
import type { RecordData, ResourceRecord } from "./records.ts";
import type { MessageWriter } from "./writer.ts";

/** The start of a zone's authority: its serial, and how long secondaries and negative answers last. */
export interface Soa {
	readonly type: "SOA";
	readonly primary: string;
	/** As a name: `hostmaster.example.com`. */
	readonly mailbox: string;
	readonly serial: number;
	readonly refreshSeconds: number;
	readonly retrySeconds: number;
	readonly expireSeconds: number;
	readonly negativeTtlSeconds: number;
}

export interface SoaRecord {
	readonly name: string;
	readonly ttlSeconds: number;
	readonly data: Soa;
}

export type ZoneRecord = ResourceRecord | SoaRecord;

const STRING_BYTES = 255;
const LOCAL_NAME = Buffer.alloc(1);

/** Of a record that `flawOf` found nothing wrong with. */
export function writeRecord(writer: MessageWriter, { name, ttlSeconds, data }: ZoneRecord): void {
	writer.name(octetsOf(name));
	writer.u16(TYPES[data.type]);
	writer.u16(CLASSES.IN);
	writer.u32(ttlSeconds);
	writer.counted(() => writeData(writer, data));
}

export function writeData(writer: MessageWriter, data: RecordData | Soa): void {
	switch (data.type) {
		case "A":
		case "AAAA":
			return writer.bytes(addressOctets(data.type, data.address) ?? LOCAL_NAME);
		case "NS":
		case "CNAME":
			return writer.name(octetsOf(data.target));
		case "MX":
			writer.u16(data.preference);
			return writer.name(octetsOf(data.exchange));
		case "TXT":
			for (const string of textStrings(data.text)) {
				writer.u8(string.length);
				writer.bytes(string);
			}
			return;
		case "CAA":
			writer.u8(data.flags);
			writer.u8(data.tag.length);
			writer.bytes(Buffer.from(data.tag + data.value, "latin1"));
			return;
		case "SOA":
			writer.name(octetsOf(data.primary));
			writer.name(octetsOf(data.mailbox));
			for (const value of [data.serial, data.refreshSeconds, data.retrySeconds]) writer.u32(value);
			for (const value of [data.expireSeconds, data.negativeTtlSeconds]) writer.u32(value);
	}
}

/** Strings of at most 255 octets; an empty text is one empty string, as a TXT record has at least one. */
export function textStrings(text: string): readonly Buffer[] {
	const octets = Buffer.from(text);
	const strings: Buffer[] = [];
	for (let at = 0; at === 0 || at < octets.length; at += STRING_BYTES)
		strings.push(octets.subarray(at, at + STRING_BYTES));
	return strings;
}

const octetsOf = (name: string): Buffer => nameOctets(name.toLowerCase()) ?? LOCAL_NAME;

/** Four octets for A, sixteen for AAAA; undefined when the text is no such address. */
export function addressOctets(type: "A" | "AAAA", address: string): Buffer | undefined {
	const ip = parseIp(address);
	if (ip === undefined || (type === "A") === address.includes(":")) return undefined;
	if (type === "A") return Buffer.from(ip.value.toString(16).padStart(8, "0"), "hex");
	const mapped = ip.family === 4 ? (0xffffn << 32n) | ip.value : ip.value;
	return Buffer.from(mapped.toString(16).padStart(32, "0"), "hex");
}

const MOST_TTL = 2 ** 31 - 1;
/** So that the record fits into a message with its question. */
const TEXT_BYTES = 60_000;

/** What keeps a record from being served, in words; undefined when nothing does. */
export function flawOf({ name, ttlSeconds, data }: ZoneRecord): string | undefined {
	if (nameOctets(name) === undefined) return "its name is no domain name";
	if (!Number.isInteger(ttlSeconds) || ttlSeconds < 0 || ttlSeconds > MOST_TTL)
		return "its TTL is out of range";
	return flawOfData(data);
}

function flawOfData(data: RecordData | Soa): string | undefined {
	const names = namesIn(data);
	if (names.some((name) => nameOctets(name) === undefined)) return "it leads to what is no domain name";
	switch (data.type) {
		case "A":
		case "AAAA":
			return addressOctets(data.type, data.address) === undefined ? "its address is none" : undefined;
		case "MX":
			return isOctets(data.preference, 2) ? undefined : "its preference is out of range";
		case "TXT":
			return Buffer.byteLength(data.text) > TEXT_BYTES ? "its text is too long" : undefined;
		case "CAA":
			if (!/^[a-z0-9]{1,15}$/i.test(data.tag)) return "its tag is none"; // RFC 8659 §4.1
			if (!/^[\x20-\x7e]{0,1000}$/.test(data.value)) return "its value is none";
			return isOctets(data.flags, 1) ? undefined : "its flags are out of range";
		default:
			return undefined;
	}
}

const isOctets = (value: number, count: number): boolean =>
	Number.isInteger(value) && value >= 0 && value < 256 ** count;

function namesIn(data: RecordData | Soa): readonly string[] {
	switch (data.type) {
		case "NS":
		case "CNAME":
			return [data.target];
		case "MX":
			return [data.exchange];
		case "SOA":
			return [data.primary, data.mailbox];
		default:
			return [];
	}
}
