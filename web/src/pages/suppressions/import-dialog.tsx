/** A file of addresses, and what became of its lines. */

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { suppressionKinds } from "../../../../src/terms/suppression.ts";
import type { ImportReport } from "../../api/schema.ts";
import { upload } from "../../api/upload.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field, Select } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { useNumbers } from "../../ui/numbers.ts";
import { useWords } from "../../words/use-words.ts";
import { suppressionsKey } from "./key.ts";
import { suppressionWords } from "./words.ts";

export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
	const words = useWords(suppressionWords);
	const queries = useQueryClient();
	const [report, setReport] = useState<ImportReport | null>(null);
	const send = async ({ kind }: Readonly<Record<string, string>>, data: FormData) => {
		const file = data.get("file");
		if (!(file instanceof File)) return;
		setReport(await upload<ImportReport>("/v1/suppressions/import", file, "text/csv", { kind }));
		await queries.invalidateQueries({ queryKey: suppressionsKey });
	};
	return (
		<Dialog title={words.import.title} onClose={onClose}>
			{report !== null ? (
				<Report report={report} onClose={onClose} />
			) : (
				<Form action={words.import.send} onSubmit={send}>
					{() => (
						<>
							<p>{words.import.about}</p>
							<Field label={words.import.file}>
								{(control) => (
									<input
										{...control}
										type="file"
										name="file"
										required
										accept=".csv,.txt,text/csv,text/plain"
										className="control py-1.5 file:mr-3 file:rounded-sm file:border file:border-edge file:bg-hover file:px-2 file:text-ink"
									/>
								)}
							</Field>
							<Select
								label={words.import.kind}
								hint={words.import.kindHint}
								name="kind"
								choices={suppressionKinds.map((value) => ({ value, label: words.kinds[value] }))}
								defaultValue="by-hand"
							/>
						</>
					)}
				</Form>
			)}
		</Dialog>
	);
}

function Report({ report, onClose }: { readonly report: ImportReport; readonly onClose: () => void }) {
	const words = useWords(suppressionWords).import;
	const { count } = useNumbers();
	const figures = [
		[words.records, report.records],
		[words.added, report.added],
		[words.duplicates, report.duplicates],
		[words.invalid, report.invalid],
	] as const;
	return (
		<div className="grid gap-4" aria-live="polite">
			<Banner kind={report.invalid === 0 && report.complete ? "good" : "warning"}>
				{words.done(report.added)}
			</Banner>
			{!report.complete && <Banner kind="warning">{words.incomplete}</Banner>}
			<dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
				{figures.map(([name, value]) => (
					<div key={name} className="contents">
						<dt className="text-quiet">{name}</dt>
						<dd className="tabular-nums">{count(value)}</dd>
					</div>
				))}
			</dl>
			{report.problems.length > 0 && (
				<div className="grid gap-1">
					<h3 className="text-sm">{words.problems}</h3>
					<section
						aria-label={words.problems}
						// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
						tabIndex={0}
						className="max-h-56 overflow-y-auto rounded-sm bg-hover p-3"
					>
						<ul className="grid gap-1 text-xs">
							{report.problems.map(({ line, detail }) => (
								<li key={line}>{words.line(line, detail)}</li>
							))}
						</ul>
					</section>
				</div>
			)}
			<div>
				<Button kind="primary" onClick={onClose}>
					{words.close}
				</Button>
			</div>
		</div>
	);
}
