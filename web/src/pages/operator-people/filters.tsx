import { getRouteApi } from "@tanstack/react-router";
import { Checkbox } from "../../ui/field.tsx";
import { SearchForm } from "../../ui/search-form.tsx";
import { useWords } from "../../words/use-words.ts";
import { peopleWords } from "./words.ts";

const route = getRouteApi("/app/operator/people");

export function Filters() {
	const words = useWords(peopleWords);
	const { email = "", operators } = route.useSearch();
	const navigate = route.useNavigate();
	return (
		<SearchForm
			label={words.search}
			action={words.find}
			value={email}
			maxLength={254}
			onSearch={(text) => void navigate({ search: text === "" ? {} : { email: text } })}
		>
			<Checkbox
				label={words.onlyOperators}
				checked={operators === "true"}
				onChange={({ target }) => void navigate({ search: target.checked ? { operators: "true" } : {} })}
			/>
		</SearchForm>
	);
}
