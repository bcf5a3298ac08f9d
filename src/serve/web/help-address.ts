/** Addresses of Help that keep the language that was asked for. */

import type { LinkTo } from "../../terms/help/index.ts";
import type { Language } from "../../terms/refusals/index.ts";

/** The language of a visit, and whether the address asked for it: then links keep asking. */
export interface HelpLanguage {
	readonly language: Language;
	readonly asked: boolean;
}

/** `place` as in `placeOf`; empty for the page of all articles. */
export const helpAddress = (place: string, wanted: HelpLanguage): string =>
	keepAsking(wanted)(place === "" ? "/help" : `/help/${place}`);

/** For links in articles: "/help/statuses#deferred" → "/help/statuses?lang=fr#deferred". */
export const keepAsking =
	({ language, asked }: HelpLanguage): LinkTo =>
	(address) => {
		if (!asked || !/^\/help(?:[/#]|$)/.test(address)) return address;
		const hash = address.indexOf("#");
		const [path, fragment] = hash < 0 ? [address, ""] : [address.slice(0, hash), address.slice(hash)];
		return `${path}?lang=${language}${fragment}`;
	};
