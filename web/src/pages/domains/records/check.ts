/** Looking the records of a domain up now. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../../api/client.ts";
import { useErrorText } from "../../../ui/form.tsx";
import { useToast } from "../../../ui/toast.tsx";
import { useWords } from "../../../words/use-words.ts";
import { domainQuery } from "../domain.ts";
import type { Domain } from "../standing.ts";
import { recordWords } from "./words.ts";

export interface Check {
	readonly busy: boolean;
	run(): void;
}

export function useCheck({ id }: Domain): Check {
	const words = useWords(recordWords);
	const queries = useQueryClient();
	const say = useToast();
	const errorText = useErrorText();
	const { mutate, isPending } = useMutation({
		mutationFn: () => api.post<Domain>(`/v1/domains/${id}/verify`, { method: "records" }),
		onSuccess: (domain) => {
			queries.setQueryData(domainQuery(id).queryKey, domain);
			void queries.invalidateQueries({ queryKey: ["domains"] });
			void queries.invalidateQueries({ queryKey: ["dmarc", id] });
			say(words.checkedNow);
		},
		onError: (error) => say(errorText(error), "failed"),
	});
	return { busy: isPending, run: () => mutate() };
}
