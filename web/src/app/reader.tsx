/** In which language and time zone this reader reads: the person's, else the browser's. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from "react";
import { api } from "../api/client.ts";
import { type Me, meQuery } from "../api/me.ts";
import { type Language, languages } from "../words/catalogue.ts";
import { browserTimeZone, ReaderContext } from "../words/use-words.ts";
import { currentLanguage, rememberLanguage } from "./preferences.ts";

const ChooseLanguage = createContext<(language: Language) => void>(() => {});

/** Changes the language at once, for this browser and for the person. */
export const useChooseLanguage = () => use(ChooseLanguage);

export function ReaderProvider({ children }: { readonly children: ReactNode }) {
	const queries = useQueryClient();
	const { data: me } = useQuery({ ...meQuery, enabled: false });
	const person = me?.person ?? null;
	const [language, setLanguage] = useState(currentLanguage);
	const show = useCallback((next: Language) => {
		rememberLanguage(next);
		setLanguage(next);
	}, []);
	const theirs = languages.find((one) => one === person?.language);
	useEffect(() => {
		if (theirs !== undefined) show(theirs);
	}, [theirs, show]);

	const choose = useCallback(
		(next: Language) => {
			show(next);
			if (person === null) return;
			queries.setQueryData<Me>(
				meQuery.queryKey,
				(old) => old && { ...old, person: { ...person, language: next } },
			);
			// It holds in this browser even when it cannot be kept for the person.
			api.patch("/v1/me", { language: next }).catch(() => {});
		},
		[person, queries, show],
	);
	const timeZone = person?.timeZone || browserTimeZone();
	const reader = useMemo(() => ({ language, timeZone }), [language, timeZone]);
	return (
		<ChooseLanguage value={choose}>
			<ReaderContext value={reader}>{children}</ReaderContext>
		</ChooseLanguage>
	);
}
