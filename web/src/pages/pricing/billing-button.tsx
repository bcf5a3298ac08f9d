/** To the customer's own pages at the payment provider. */

import { useMutation } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { useErrorText } from "../../ui/form.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useWords } from "../../words/use-words.ts";
import { pricingWords } from "./words.ts";

export function BillingButton({ accountId }: { readonly accountId: string }) {
	const words = useWords(pricingWords);
	const say = useToast();
	const errorText = useErrorText();
	const portal = useMutation({
		mutationFn: () => api.post<{ readonly url: string }>(`/v1/accounts/${accountId}/billing-portal`),
		onSuccess: ({ url }) => location.assign(url),
		onError: (error) => say(errorText(error), "failed"),
	});
	return (
		<Button busy={portal.isPending} onClick={() => portal.mutate()}>
			{words.billing}
		</Button>
	);
}
