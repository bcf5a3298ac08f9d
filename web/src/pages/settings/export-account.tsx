import { pathWith } from "../../api/client.ts";
import { buttonClass } from "../../ui/button.tsx";
import { useWords } from "../../words/use-words.ts";
import { Section } from "./section.tsx";
import { accountWords } from "./words.ts";

/** A download is a link: the browser saves the answer while it comes. */
export function ExportAccount({ id }: { readonly id: string }) {
	const words = useWords(accountWords).export;
	return (
		<Section title={words.title} about={words.about}>
			<div>
				<a className={buttonClass()} href={pathWith(`/v1/accounts/${id}/export`, { account: id })} download>
					{words.act}
				</a>
			</div>
		</Section>
	);
}
