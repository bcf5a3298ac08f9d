/** One thing to search for, sent by its button or Enter, with other filters beside it. */

import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import { Button } from "./button.tsx";
import { Input } from "./field.tsx";

export function SearchForm({
	label,
	action,
	value,
	maxLength,
	onSearch,
	children,
}: {
	readonly label: string;
	/** On the button. */
	readonly action: string;
	/** What is searched for now, as the address has it. */
	readonly value: string;
	readonly maxLength: number;
	/** Without spaces around it; "" for nothing. */
	readonly onSearch: (text: string) => void;
	readonly children: ReactNode;
}) {
	const [typed, setTyped] = useState(value);
	// Going back in the browser changes the address, and with it what stands here.
	useEffect(() => setTyped(value), [value]);
	const submit = (event: FormEvent): void => {
		event.preventDefault();
		onSearch(typed.trim());
	};
	return (
		<search>
			<form onSubmit={submit} className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
				<div className="flex min-w-56 flex-1 gap-2 sm:max-w-md">
					<div className="min-w-0 flex-1">
						<Input
							label={label}
							hideLabel
							optional
							type="search"
							placeholder={label}
							maxLength={maxLength}
							value={typed}
							onChange={({ target }) => setTyped(target.value)}
						/>
					</div>
					<Button type="submit">{action}</Button>
				</div>
				{children}
			</form>
		</search>
	);
}
