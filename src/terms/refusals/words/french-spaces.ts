/** French sets a space before some signs, and no line may break there. The words are written with ordinary ones. */

import type { Words } from "../row.ts";

export const setText = (text: string): string =>
	text.replaceAll(/ (?=[:;?!»])/g, "\u00a0").replaceAll("« ", "«\u00a0");

export const setFrench = <Key extends string>(
	rows: Readonly<Record<Key, Words>>,
): Readonly<Record<Key, Words>> =>
	Object.fromEntries(
		Object.entries<Words>(rows).map(([key, { title, because, remedy, where = {} }]) => {
			const more = Object.entries(where).map(([fact, said]) => [fact, setText(said)]);
			const texts = { title: setText(title), because: setText(because), remedy: setText(remedy) };
			return [key, more.length === 0 ? texts : { ...texts, where: Object.fromEntries(more) }];
		}),
	) as Record<Key, Words>;
