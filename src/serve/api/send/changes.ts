/** What would be done to a message on its way, found out while it passes: nothing of it is kept but its header. */

import type { z } from "@hono/zod-openapi";
import { parseFields } from "../../../rfc/message/fields.ts";
import { HeaderReader } from "../../../rfc/message/header-reader.ts";
import { headerChanges } from "../../../rfc/message/normalise.ts";
import { type SevenBitFinding, SevenBitSurvey } from "../../../rfc/mime/seven-bit-plan.ts";
import type { Sender } from "../../../terms/identity.ts";
import { IDEMPOTENCY_FIELD } from "../../../terms/message.ts";
import type { Language } from "../../../terms/refusals/index.ts";
import type { checkView } from "./shapes.ts";

type Change = z.input<typeof checkView>["changes"][number];
type Says = Readonly<Record<Language, string>>;

const said = {
	"received-added": {
		en: "A Received field is put on top: who handed the message in, when and how",
		fr: "Un champ Received est placé en tête : qui a remis le message, quand et comment",
	},
	"date-added": { en: "It has no Date: one is added", fr: "Il n'a pas de champ Date : il est ajouté" },
	"message-id-added": {
		en: "It has no Message-ID: one is added",
		fr: "Il n'a pas de champ Message-ID : il est ajouté",
	},
	"bcc-removed": {
		en: "Bcc is taken out: blind copies are not told to the recipients",
		fr: "Bcc est retiré : les copies cachées ne sont pas révélées aux destinataires",
	},
	"key-removed": {
		en: "Angarium-Idempotency-Key is taken out: it is for this service alone",
		fr: "Angarium-Idempotency-Key est retiré : il ne concerne que ce service",
	},
	"line-endings-mended": {
		en: "Bare line feeds become CRLF. Over SMTP they would be refused",
		fr: "Les sauts de ligne LF deviennent CRLF. Par SMTP, ils seraient refusés",
	},
	"long-lines-re-encoded": {
		en: "Parts with lines of more than 998 octets are re-encoded: {count}",
		fr: "Parties réencodées pour leurs lignes de plus de 998 octets : {count}",
	},
	"re-encoded-for-7-bit": {
		en: "For servers without 8BITMIME, parts are re-encoded: {count}",
		fr: "Parties réencodées pour les serveurs sans 8BITMIME : {count}",
	},
	signed: {
		en: "A DKIM signature is put in front: domain {domain}, selector {selector}",
		fr: "Une signature DKIM est ajoutée en tête : domaine {domain}, sélecteur {selector}",
	},
} as const satisfies Readonly<Record<Change["kind"], Says>>;

const warned: Readonly<Record<SevenBitFinding, Says>> = {
	"signed-left-8bit": {
		en: "A signed part stays in 8 bits, so that its signature holds",
		fr: "Une partie signée reste en 8 bits afin que sa signature reste valable",
	},
	"signed-re-encoded": {
		en: "A signed part has to be re-encoded: its own signature will not hold",
		fr: "Une partie signée doit être réencodée : sa propre signature ne sera plus valable",
	},
	"not-to-be-encoded": {
		en: "Parts of a kind that may not be re-encoded stay as they are",
		fr: "Les parties d'un type qui ne peut être réencodé restent telles quelles",
	},
	"outside-of-parts": {
		en: "Long lines or octets above 127 outside of all parts stay as they are",
		fr: "Les lignes longues et les octets au-delà de 127 hors de toute partie restent tels quels",
	},
	"structure-too-deep": {
		en: "The structure is too deep to be re-encoded",
		fr: "La structure est trop profonde pour être réencodée",
	},
};

export class Changes {
	readonly #header: HeaderReader;
	#lines: SevenBitSurvey | undefined;
	#sevenBit: SevenBitSurvey | undefined;

	constructor(headerBytes: number) {
		this.#header = new HeaderReader(headerBytes);
	}

	readonly watch = (piece: Buffer): void => {
		const body = this.#header.write(piece);
		if (body === undefined) return;
		this.#begin();
		this.#lines?.write(body);
		this.#sevenBit?.write(body);
	};

	/** Call once, after the last octet. `notes` are odd things that are left as they are. */
	end(
		sender: Sender | undefined,
		mended: boolean,
		language: Language,
	): { readonly changes: readonly Change[]; readonly notes: readonly string[] } {
		if (this.#header.section === undefined) this.#header.end();
		this.#begin();
		const { added, removed } = headerChanges(parseFields(this.#header.section ?? Buffer.alloc(0)), [
			IDEMPOTENCY_FIELD,
		]);
		const changes: Change[] = [];
		const add = (kind: Change["kind"], facts: Readonly<Record<string, string | number>> = {}): void => {
			const says = said[kind][language].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name]));
			changes.push({ kind, says });
		};
		if (mended) add("line-endings-mended");
		add("received-added");
		for (const name of added) add(`${name}-added`);
		if (removed.some((name) => name.endsWith("bcc"))) add("bcc-removed");
		if (removed.includes(IDEMPOTENCY_FIELD)) add("key-removed");
		const [lines, sevenBit] = [this.#lines?.end(), this.#sevenBit?.end()];
		if (lines !== undefined && lines.parts.size > 0)
			add("long-lines-re-encoded", { count: lines.parts.size });
		if (sevenBit !== undefined && sevenBit.parts.size > (lines?.parts.size ?? 0))
			add("re-encoded-for-7-bit", { count: sevenBit.parts.size });
		if (sender !== undefined && sender.domain.activeSelector !== null)
			add("signed", { domain: sender.domain.name, selector: sender.domain.activeSelector });
		const findings = new Set([...(lines?.findings ?? []), ...(sevenBit?.findings ?? [])]);
		return { changes, notes: [...findings].map((finding) => warned[finding][language]) };
	}

	/** The header is complete. */
	#begin(): void {
		if (this.#lines !== undefined || this.#header.section === undefined) return;
		const { fields } = parseFields(this.#header.section);
		this.#lines = new SevenBitSurvey(fields, { eightBitToo: false });
		this.#sevenBit = new SevenBitSurvey(fields, { eightBitToo: true });
	}
}
