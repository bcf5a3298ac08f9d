/**
 * The Markdown that help articles are written in, as HTML: headings, paragraphs, lists, tables, fenced code,
 * and in a line code, strong, emphasis, links and `<br>`. Not CommonMark: nothing nests, and HTML is text.
 */

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

/** From the address of a link, as the article has it ("/help/statuses#deferred"), to the one to be followed. */
export type LinkTo = (address: string) => string;

const asItIs: LinkTo = (address) => address;

export function toHtml(markdown: string, linkTo: LinkTo = asItIs): string {
	const lines = markdown.replaceAll("\r\n", "\n").split("\n");
	const html: string[] = [];
	const idOf = headingIds();
	for (let at = 0; at < lines.length; ) {
		const line = lines[at] ?? "";
		const block = blocks.find(({ starts }) => starts(line)) ?? paragraph;
		const end = block.end(lines, at);
		html.push(block.render(lines.slice(at, end), { inline: (text) => inline(text, linkTo), idOf }));
		at = Math.max(end, at + 1);
	}
	return html.filter((text) => text !== "").join("\n");
}

interface Block {
	starts(line: string): boolean;
	/** Index of the first line behind the block. */
	end(lines: readonly string[], at: number): number;
	render(lines: readonly string[], within: Within): string;
}

interface Within {
	/** What stands in a line, as HTML. */
	readonly inline: (text: string) => string;
	readonly idOf: (heading: string) => string;
}

/** From the next line on as long as `belongs`. */
const whileLines =
	(belongs: (line: string) => boolean) =>
	(lines: readonly string[], at: number): number => {
		let end = at + 1;
		while (end < lines.length && belongs(lines[end] ?? "")) end++;
		return end;
	};

const isBlank = (line: string): boolean => line.trim() === "";
const isHeading = (line: string): boolean => /^#{1,4} /.test(line);
const isFence = (line: string): boolean => line.startsWith("```");
const isItem = (line: string): boolean => /^(?:[-*]|\d{1,3}\.) /.test(line);
const isTable = (line: string): boolean => line.startsWith("|");
const isComment = (line: string): boolean => line.startsWith("<!--");

const blocks: readonly Block[] = [
	{ starts: isBlank, end: whileLines(isBlank), render: () => "" },
	{ starts: isComment, end: (_, at) => at + 1, render: () => "" },
	{ starts: isHeading, end: (_, at) => at + 1, render: ([line = ""], within) => heading(line, within) },
	{
		starts: isFence,
		end(lines, at) {
			const close = lines.findIndex((line, index) => index > at && isFence(line));
			return close < 0 ? lines.length : close + 1;
		},
		render: (lines) =>
			`<pre tabindex="0"><code>${escapeHtml(lines.slice(1, isFence(lines.at(-1) ?? "") ? -1 : undefined).join("\n"))}</code></pre>`,
	},
	{ starts: isTable, end: whileLines(isTable), render: table },
	{ starts: isItem, end: whileLines((line) => isItem(line) || /^ {2,}\S/.test(line)), render: list },
];

const paragraph: Block = {
	starts: () => true,
	end: whileLines(
		(line) => ![isBlank, isHeading, isFence, isItem, isTable, isComment].some((is) => is(line)),
	),
	render: (lines, { inline }) => `<p>${inline(lines.join("\n"))}</p>`,
};

function heading(line: string, { inline, idOf }: Within): string {
	const level = line.indexOf(" ");
	const text = line.slice(level + 1);
	const id = idOf(text);
	return `<h${level} id="${id}">${inline(text)}</h${level}>`;
}

/**
 * By what the headings of a text are linked to, in their order: letters without their accents, and digits; a number
 * behind it where another one is called the same.
 */
export function headingIds(): (heading: string) => string {
	const taken = new Map<string, number>();
	return (heading) => {
		const plain = heading
			.normalize("NFD")
			.replace(/\p{M}/gu, "")
			.toLowerCase()
			.replaceAll(/[^a-z0-9]+/g, "-")
			.replace(/^-|-$/g, "");
		const times = (taken.get(plain) ?? 0) + 1;
		taken.set(plain, times);
		return times === 1 ? plain : `${plain}-${times}`;
	};
}

function list(lines: readonly string[], { inline }: Within): string {
	const items: string[] = [];
	for (const line of lines) {
		if (isItem(line)) items.push(line.slice(line.indexOf(" ") + 1));
		else items.push(`${items.pop() ?? ""}\n${line.trim()}`);
	}
	const tag = /^\d/.test(lines[0] ?? "") ? "ol" : "ul";
	return `<${tag}>${items.map((item) => `<li>${inline(item)}</li>`).join("")}</${tag}>`;
}

function table(lines: readonly string[], { inline }: Within): string {
	const rows = lines.map((line) =>
		line
			.replace(/^\|/, "")
			.replace(/\|\s*$/, "")
			.split("|"),
	);
	const [head = [], rule, ...rest] = rows;
	const isRule = rule?.every((cell) => /^\s*:?-+:?\s*$/.test(cell)) ?? false;
	const body = isRule ? rest : rows.slice(1);
	const cells = (row: readonly string[], tag: string): string =>
		`<tr>${row.map((cell) => `<${tag}>${inline(cell.trim())}</${tag}>`).join("")}</tr>`;
	return `<div class="scroll" tabindex="0"><table><thead>${cells(head, "th")}</thead><tbody>${body.map((row) => cells(row, "td")).join("")}</tbody></table></div>`;
}

/** Code first: what stands in it means nothing more. */
function inline(text: string, linkTo: LinkTo): string {
	return text
		.split(/(`[^`\n]+`)/)
		.map((piece) =>
			/^`[^`\n]+`$/.test(piece) ? `<code>${escapeHtml(piece.slice(1, -1))}</code>` : marks(piece, linkTo),
		)
		.join("");
}

const marks = (text: string, linkTo: LinkTo): string =>
	escapeHtml(text)
		.replaceAll("&lt;br&gt;", "<br>")
		.replace(/\[([^\][\n]+)\]\(([^()\s]+)\)/g, (whole, words: string, target: string) =>
			/^(?:https:\/\/|\/|#|[\w-]+(?:\.md)?(?:#|$))/.test(target)
				? `<a href="${linkTo(link(target))}">${words}</a>`
				: whole,
		)
		.replace(/\*\*([^*\n]+)\*\*/g, "<strong>$1</strong>")
		.replace(/(^|[\s(])[*_]([^*_\n]+)[*_](?=[\s).,;:!?]|$)/g, "$1<em>$2</em>");

/** Articles link to each other as files; here they are pages. */
const link = (target: string): string =>
	/^[\w-]+\.md(?:#|$)/.test(target) ? `/help/${target.replace(".md", "")}` : target;
