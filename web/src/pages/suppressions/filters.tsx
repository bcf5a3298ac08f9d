import { getRouteApi } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { suppressionKinds } from "../../../../src/terms/suppression.ts";
import { Button } from "../../ui/button.tsx";
import { Input, Select } from "../../ui/field.tsx";
import { useWords } from "../../words/use-words.ts";
import { suppressionWords } from "./words.ts";

const route = getRouteApi("/app/settings-frame/settings/suppressions");

export function Filters() {
	const words = useWords(suppressionWords);
	const { search = "", kind } = route.useSearch();
	const navigate = route.useNavigate();
	const [typed, setTyped] = useState(search);
	// Going back in the browser changes the address, and with it what stands here.
	useEffect(() => setTyped(search), [search]);
	const submit = (event: FormEvent): void => {
		event.preventDefault();
		const text = typed.trim();
		void navigate({ search: { ...(kind && { kind }), ...(text === "" ? {} : { search: text }) } });
	};
	const chooseKind = (value: string): void => {
		const chosen = suppressionKinds.find((one) => one === value);
		void navigate({ search: { ...(search === "" ? {} : { search }), ...(chosen && { kind: chosen }) } });
	};
	const choices = [{ value: "", label: words.anyKind }].concat(
		suppressionKinds.map((value) => ({ value, label: words.kinds[value] })),
	);
	return (
		<search>
			<form onSubmit={submit} className="mb-4 flex flex-wrap items-end gap-2">
				<div className="min-w-56 flex-1 sm:max-w-xs">
					<Input
						label={words.search}
						hideLabel
						optional
						type="search"
						placeholder={words.search}
						maxLength={320}
						value={typed}
						onChange={({ target }) => setTyped(target.value)}
					/>
				</div>
				<Button type="submit">{words.find}</Button>
				<Select
					label={words.kind}
					hideLabel
					choices={choices}
					value={kind ?? ""}
					onChange={({ target }) => chooseKind(target.value)}
				/>
			</form>
		</search>
	);
}
