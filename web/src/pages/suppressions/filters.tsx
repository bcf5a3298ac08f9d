import { getRouteApi } from "@tanstack/react-router";
import { suppressionKinds } from "../../../../src/terms/suppression.ts";
import { Select } from "../../ui/field.tsx";
import { SearchForm } from "../../ui/search-form.tsx";
import { useWords } from "../../words/use-words.ts";
import { suppressionWords } from "./words.ts";

const route = getRouteApi("/app/settings-frame/settings/suppressions");

export function Filters() {
	const words = useWords(suppressionWords);
	const { search = "", kind } = route.useSearch();
	const navigate = route.useNavigate();
	const find = (text: string): void =>
		void navigate({ search: { ...(kind && { kind }), ...(text === "" ? {} : { search: text }) } });
	const chooseKind = (value: string): void => {
		const chosen = suppressionKinds.find((one) => one === value);
		void navigate({ search: { ...(search === "" ? {} : { search }), ...(chosen && { kind: chosen }) } });
	};
	const choices = [{ value: "", label: words.anyKind }].concat(
		suppressionKinds.map((value) => ({ value, label: words.kinds[value] })),
	);
	return (
		<SearchForm label={words.search} action={words.find} value={search} maxLength={320} onSearch={find}>
			<Select
				label={words.kind}
				hideLabel
				choices={choices}
				value={kind ?? ""}
				onChange={({ target }) => chooseKind(target.value)}
			/>
		</SearchForm>
	);
}
