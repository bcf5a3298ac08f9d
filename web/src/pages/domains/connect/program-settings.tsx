/** The settings of an SMTP user, ready to paste into a program: which program, which kind of TLS, the text. */

import { useService } from "../../../api/me.ts";
import { cx } from "../../../ui/class-names.ts";
import { Code, CodeBlock, CopyableCode } from "../../../ui/code.tsx";
import { CopyButton } from "../../../ui/copy-button.tsx";
import { HelpLink } from "../../../ui/help-link.tsx";
import { useWords } from "../../../words/use-words.ts";
import type { Program } from "./program.ts";
import { programs } from "./programs.ts";
import { PASSWORD, type Settings, settingsOf } from "./settings.ts";
import { connectWords } from "./words.ts";

export interface Chosen {
	/** Id of a program; "" for the first. */
	readonly program: string;
	/** With TLS from the start. */
	readonly implicit: boolean;
}

export function ProgramSettings({
	username,
	password,
	domain,
	chosen,
	onChoose,
}: {
	readonly username: string;
	/** Only right after it was made; otherwise something stands in its place. */
	readonly password?: string;
	readonly domain: string;
	readonly chosen: Chosen;
	readonly onChoose: (chosen: Chosen) => void;
}) {
	const words = useWords(connectWords);
	const service = useService();
	const settings = settingsOf(service, { implicit: chosen.implicit, username, password, domain });
	const program = programs.find(({ id }) => id === chosen.program) ?? programs[0];
	return (
		<div className="grid gap-4">
			<Choice
				label={words.encryption}
				choices={[
					["starttls", words.starttls(service.submission.ports.starttls)],
					["tls", words.tls(service.submission.ports.tls)],
				]}
				value={chosen.implicit ? "tls" : "starttls"}
				onChange={(value) => onChoose({ ...chosen, implicit: value === "tls" })}
			/>
			<Choice
				label={words.program}
				choices={programs.map(({ id, name }) => [id, words.names[id as keyof typeof words.names] ?? name])}
				value={program?.id ?? ""}
				onChange={(value) => onChoose({ ...chosen, program: value })}
			/>
			{program !== undefined && <ToPaste program={program} settings={settings} />}
			{settings.password === PASSWORD && (
				<p className="max-w-prose text-quiet">
					{words.passwordIs} <Code>{PASSWORD}</Code> {words.passwordUnknown}
				</p>
			)}
			{service.tryMode && <p className="max-w-prose text-quiet">{words.tryMode}</p>}
			<p>
				<HelpLink to="/help/connect-your-application">{words.help}</HelpLink>
			</p>
		</div>
	);
}

/** One of several, all seen at once: radio buttons in the form of chips. */
function Choice({
	label,
	choices,
	value,
	onChange,
}: {
	readonly label: string;
	readonly choices: readonly (readonly [value: string, text: string])[];
	readonly value: string;
	readonly onChange: (value: string) => void;
}) {
	return (
		<fieldset>
			<legend className="mb-1.5 text-sm font-semibold">{label}</legend>
			<div className="flex flex-wrap gap-1.5">
				{choices.map(([one, text]) => (
					<label
						key={one}
						className={cx(
							"flex min-h-8 cursor-pointer items-center rounded-md border px-3 text-sm pointer-coarse:min-h-11",
							"has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
							one === value
								? "border-accent bg-accent-soft font-semibold text-accent"
								: "border-line bg-surface hover:bg-hover",
						)}
					>
						<input
							type="radio"
							name={label}
							value={one}
							checked={one === value}
							onChange={() => onChange(one)}
							className="sr-only"
						/>
						{text}
					</label>
				))}
			</div>
		</fieldset>
	);
}

function ToPaste({ program, settings }: { readonly program: Program; readonly settings: Settings }) {
	const words = useWords(connectWords);
	const { id, name, file, text, fields, note } = program;
	const title = words.names[id as keyof typeof words.names] ?? name;
	return (
		<section className="grid min-w-0 gap-2">
			<div className="flex min-h-9 flex-wrap items-center justify-between gap-2">
				<h2 className="text-base">
					{title}
					{file !== undefined && (
						<span className="ml-2 text-sm font-normal wrap-anywhere text-quiet">
							<Code>{file}</Code>
						</span>
					)}
				</h2>
				{text !== undefined && <CopyButton value={text(settings)} what={words.settingsFor(title)} />}
			</div>
			{note !== undefined && <p className="max-w-prose text-quiet">{words.notes[note]}</p>}
			{text !== undefined && (
				<CodeBlock label={words.settingsFor(title)}>{text(settings).trimEnd()}</CodeBlock>
			)}
			{fields !== undefined && (
				<dl className="grid items-center gap-x-4 gap-y-2 sm:grid-cols-[12rem_1fr]">
					{fields(settings).map(([field, value]) => (
						<div key={field} className="contents">
							<dt className="text-quiet max-sm:-mb-1">{words.fields[field]}</dt>
							<dd className="min-w-0">
								<CopyableCode value={value === "on" ? words.on : value} what={words.fields[field]} />
							</dd>
						</div>
					))}
				</dl>
			)}
		</section>
	);
}
