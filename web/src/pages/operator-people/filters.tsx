import { getRouteApi } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Checkbox, Input } from "../../ui/field.tsx";
import { useWords } from "../../words/use-words.ts";
import { peopleWords } from "./words.ts";

const route = getRouteApi("/app/operator/people");

export function Filters() {
	const words = useWords(peopleWords);
	const { email = "", operators } = route.useSearch();
	const navigate = route.useNavigate();
	const [typed, setTyped] = useState(email);
	useEffect(() => setTyped(email), [email]);
	const submit = (event: FormEvent): void => {
		event.preventDefault();
		void navigate({ search: typed.trim() === "" ? {} : { email: typed.trim() } });
	};
	return (
		<search>
			<form onSubmit={submit} className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
				<div className="min-w-56 flex-1 sm:max-w-xs">
					<Input
						label={words.search}
						hideLabel
						optional
						type="search"
						placeholder={words.search}
						maxLength={254}
						value={typed}
						onChange={({ target }) => setTyped(target.value)}
					/>
				</div>
				<Button type="submit">{words.find}</Button>
				<Checkbox
					label={words.onlyOperators}
					checked={operators === "true"}
					onChange={({ target }) => void navigate({ search: target.checked ? { operators: "true" } : {} })}
				/>
			</form>
		</search>
	);
}
