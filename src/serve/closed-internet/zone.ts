/**
 * The names of the closed internet: records in memory that can be published and withdrawn while the service runs.
 *
 * Wildcards, delegation and DNSSEC are left out on purpose; what is not here does not exist.
 */

export type ZoneRecord =
	| { readonly type: "A" | "AAAA"; readonly data: string }
	| { readonly type: "CNAME" | "NS"; readonly data: string }
	| { readonly type: "MX"; readonly data: { readonly preference: number; readonly exchange: string } }
	| { readonly type: "TXT"; readonly data: string };

export type RecordType = ZoneRecord["type"];

export type ZoneAnswer =
	| {
			readonly kind: "found";
			readonly records: readonly { readonly name: string; readonly record: ZoneRecord }[];
	  }
	| { readonly kind: "no-data" }
	| { readonly kind: "no-domain" }
	/** SERVFAIL: the name servers of the domain do not answer. */
	| { readonly kind: "trouble" };

const MOST_ALIASES = 8;

export class Zone {
	readonly #names = new Map<string, ZoneRecord[]>();
	readonly #silent = new Set<string>();

	publish(name: string, record: ZoneRecord): void {
		const key = canonical(name);
		this.#names.set(key, [...(this.#names.get(key) ?? []), record]);
	}

	/** All records of a name, or those of one type. */
	withdraw(name: string, type?: RecordType): void {
		const key = canonical(name);
		const left =
			type === undefined ? [] : (this.#names.get(key) ?? []).filter((record) => record.type !== type);
		if (left.length > 0) this.#names.set(key, left);
		else this.#names.delete(key);
	}

	/** From now on, the name servers of this name do not answer. */
	silence(name: string): void {
		this.#silent.add(canonical(name));
	}

	/** Follows aliases as a recursive resolver would, so that one question has the whole answer. */
	look(name: string, type: RecordType): ZoneAnswer {
		const records: { name: string; record: ZoneRecord }[] = [];
		let at = canonical(name);
		for (let alias = 0; alias < MOST_ALIASES; alias++) {
			if (this.#silent.has(at)) return { kind: "trouble" };
			const here = this.#names.get(at);
			if (here === undefined) {
				if (records.length === 0 && this.#hasBelow(at)) return { kind: "no-data" };
				return records.length > 0 ? { kind: "found", records } : { kind: "no-domain" };
			}
			const found = here.filter((record) => record.type === type);
			const cname = here.find((record) => record.type === "CNAME");
			if (found.length > 0 || cname === undefined || type === "CNAME") {
				records.push(...found.map((record) => ({ name: at, record })));
				return records.length > 0 ? { kind: "found", records } : { kind: "no-data" };
			}
			records.push({ name: at, record: cname });
			at = canonical(cname.data as string);
		}
		return { kind: "no-data" };
	}

	/** An empty name between others exists (RFC 8020 §2). */
	#hasBelow(name: string): boolean {
		const suffix = `.${name}`;
		for (const each of this.#names.keys()) if (each.endsWith(suffix)) return true;
		return false;
	}
}

const canonical = (name: string): string => name.toLowerCase().replace(/\.$/, "");
