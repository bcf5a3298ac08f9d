import type { Finding } from "../../api/schema.ts";
import { cx } from "../../ui/class-names.ts";
import { Icon, type IconName } from "../../ui/icons.tsx";
import { useWords } from "../../words/use-words.ts";
import { doctorWords } from "./words.ts";

const looks: Readonly<Record<Finding["state"], readonly [IconName, string]>> = {
	ok: ["check", "text-green"],
	warning: ["info", "text-amber"],
	error: ["warning", "text-red"],
	"not-checked": ["info", "text-quiet"],
};

/** What was found, and what is to be done about it. */
export function FindingEntry({ finding: { id, state, about, found, toDo } }: { readonly finding: Finding }) {
	const words = useWords(doctorWords);
	const checks: Readonly<Record<string, string>> = words.checks;
	const [icon, colour] = looks[state];
	return (
		<li className="flex gap-3 p-4">
			<Icon name={icon} className={cx("mt-0.5 size-4", colour)} />
			<div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1">
				<p className="font-semibold wrap-anywhere">
					{checks[id] ?? id}
					{about !== "" && (
						<span className="font-normal text-quiet">
							{" · "}
							<code translate="no" className="font-mono text-[0.93em] wrap-anywhere">
								{about}
							</code>
						</span>
					)}
				</p>
				<p className="wrap-anywhere">{found}</p>
				{toDo !== null && toDo !== "" && (
					<p className="wrap-anywhere">
						<span className="font-semibold">{words.toDo}</span> {toDo}
					</p>
				)}
			</div>
		</li>
	);
}
