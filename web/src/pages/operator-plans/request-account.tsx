/** Who asks for what, and what they have. */

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { anAccountQuery } from "../../api/operator.ts";
import { useWords } from "../../words/use-words.ts";
import { operatorPlansWords } from "./words.ts";

export function AccountLine({
	accountId,
	planName,
}: {
	readonly accountId: string;
	readonly planName: string;
}) {
	const words = useWords(operatorPlansWords).requests;
	const { data } = useQuery(anAccountQuery(accountId));
	return (
		<>
			<Link to={`/operator/accounts/${accountId}` as string} className="link">
				{data?.name ?? accountId}
			</Link>
			: {data?.plan?.name ?? words.noPlan} → {planName}
		</>
	);
}
