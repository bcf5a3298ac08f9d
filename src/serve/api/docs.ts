/**
 * The reference of the API as one page, made from its OpenAPI document. It looks as all plain pages do, by their style
 * sheets; there is no script, and a policy that allows none. The document itself is at /v1/openapi.json, for tools.
 */

import { createHash } from "node:crypto";
import { html, raw } from "hono/html";

/** JSON of the document, as far as the page shows it. */
// biome-ignore lint/suspicious/noExplicitAny: a document is looked into where it is shown
type Json = any;

/** What this page has beside the plain pages' own rules (src/serve/web/assets). */
const STYLE = `
main { display: grid; gap: 0 48px; }
header.about { max-width: 760px; }
nav.parts ul { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 0 0 16px; padding: 0; list-style: none; }
@media (width >= 900px) {
	main { grid-template-columns: 200px minmax(0, 1fr); }
	header.about { grid-column: 1 / -1; }
	nav.parts { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow: auto; padding: 36px 0; }
	nav.parts ul { display: grid; gap: 8px; }
}
.calls { columns: 18rem; margin: 0 0 24px; padding: 0; list-style: none; line-height: 1.7; }
article { border-top: 1px solid var(--line); padding: 8px 0 16px; scroll-margin-top: 8px; }
article > h3 { margin: 12px 0 4px; }
h2, h3 { scroll-margin-top: 16px; }
h4 { margin: 16px 0 4px; font-size: 12px; font-weight: 600; color: var(--quiet); }
.method { text-transform: uppercase; font-weight: 600; color: var(--accent); }
details { margin: 8px 0; border: 1px solid var(--line); border-radius: 6px; background: var(--surface); }
summary { padding: 8px 12px; font-weight: 600; }
summary code { font-weight: 400; color: var(--quiet); background: none; }
details > div { padding: 0 12px 12px; }
.table { overflow-x: auto; }
td, th { padding: 6px 12px 6px 0; }
tbody th { font-weight: 400; white-space: nowrap; }
.needed { color: var(--quiet); font-size: 12px; }
details pre { margin: 8px 0 0; background: var(--paper); }
`;
const styleHash = createHash("sha256").update(STYLE).digest("base64");

export const DOCS_HEADERS: Readonly<Record<string, string>> = {
	"content-security-policy": `default-src 'none'; style-src 'self' 'sha256-${styleHash}'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
	"x-content-type-options": "nosniff",
	"referrer-policy": "no-referrer",
};

type Markup = ReturnType<typeof html>;

/** `theme`: the reader's, as the other pages know it. */
export function docsPage(document: Json, theme: string): Markup {
	const operations = Object.entries<Json>(document.paths).flatMap(([path, item]) =>
		Object.entries<Json>(item).map(([method, operation]) => ({ path, method, ...operation })),
	);
	const byTag = [...Map.groupBy(operations, ({ tags }) => tags[0] as string)];
	const { title, version, description } = document.info;
	return html`<!doctype html>
<html lang="en" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} API – Angarium</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/fonts.css">
<link rel="stylesheet" href="/assets/page.css">
<link rel="stylesheet" href="/assets/lists.css">
<style>${raw(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">To the content</a>
<header class="top"><div>
<a class="brand" href="/"><img src="/assets/icon.svg" alt="" width="28" height="28">Angarium</a>
<nav aria-label="Main"><a href="/">Dashboard</a><a href="/help">Help</a><a href="/v1/docs" aria-current="page">API</a></nav>
</div></header>
<main id="main">
<header class="about"><h1>${title} API</h1><p>${description}</p>${introduction}</header>
<nav class="parts" aria-label="Parts of the API"><ul>${byTag.map(
		([tag]) => html`<li><a href="#${anchorOf(tag)}">${tag}</a></li>`,
	)}</ul></nav>
<div>${byTag.map(([tag, of]) => section(tag, of, document))}</div>
</main>
<footer>Angarium ${version}</footer>
</body>
</html>`;
}

const introduction = html`<p>The same for programs: <a href="/v1/openapi.json">openapi.json</a>. What errors mean:
<a href="/help/api-errors">API errors</a>. Send <code>Authorization: Bearer ak_...</code>; lists are pages whose
<code>next</code> goes into <code>cursor</code>; a POST that makes something takes an <code>Idempotency-Key</code>;
a thing&rsquo;s <code>ETag</code> goes into <code>If-Match</code> of its change; <code>RateLimit-Remaining</code> says
how many calls are left in this minute.</p>`;

const anchorOf = (tag: string): string => tag.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");

const section = (tag: string, operations: readonly Json[], document: Json): Markup =>
	html`<section aria-labelledby="${anchorOf(tag)}"><h2 id="${anchorOf(tag)}">${tag}</h2>
<ul class="calls">${operations.map(
		({ operationId, summary }) => html`<li><a href="#${operationId}">${summary}</a></li>`,
	)}</ul>
${operations.map((one) => call(one, document))}</section>`;

function call(one: Json, document: Json): Markup {
	const { method, path, operationId, summary, description, parameters = [], requestBody, responses } = one;
	return html`<article id="${operationId}">
<h3>${summary}</h3>
<p><code><span class="method">${method}</span> ${path}</code></p>
${description === undefined ? "" : html`<p>${description}</p>`}
${parameters.length === 0 ? "" : folded("Parameters", "", table(parameters.map(parameterRow)))}
${Object.entries<Json>(requestBody?.content ?? {}).map((content) => body("Request", content, document))}
${Object.entries<Json>(responses)
	.filter(([status]) => status !== "default")
	.map(([status, { content }]) =>
		content === undefined
			? html`<h4>Answer ${status}: no content</h4>`
			: Object.entries<Json>(content).map((each) => body(`Answer ${status}`, each, document)),
	)}
</article>`;
}

/** Closed at first: the page has all calls on it. */
const folded = (title: string, mediaType: string, content: Markup): Markup =>
	html`<details><summary>${title} <code>${mediaType}</code></summary><div>${content}</div></details>`;

type Row = readonly [name: string, kind: string, needed: boolean, about: string];

const table = (rows: readonly Row[]): Markup =>
	html`<div class="table" tabindex="0"><table><thead><tr><th scope="col">Name</th><th scope="col">Kind</th><th scope="col">What it is</th></tr></thead>
<tbody>${rows.map(
		([name, kind, needed, about]) =>
			html`<tr><th scope="row"><code>${name}</code>${needed ? html` <span class="needed">needed</span>` : ""}</th><td>${kind}</td><td>${about}</td></tr>`,
	)}</tbody></table></div>`;

const parameterRow = ({ name, in: where, required, schema, description }: Json): Row => [
	name,
	`${kindOf(schema)}, ${where}`,
	required === true,
	description ?? schema.description ?? "",
];

function body(title: string, [mediaType, { schema, example }]: [string, Json], document: Json): Markup {
	const object = fieldsOf(schema, document);
	const required: readonly string[] = object?.required ?? [];
	const rows = Object.entries<Json>(object?.properties ?? {}).map(([name, field]): Row => {
		const { description } = resolved(field, document);
		// All fields of an answer are there: only of requests it is worth saying.
		return [
			name,
			kindOf(field),
			title === "Request" && required.includes(name),
			field.description ?? description ?? "",
		];
	});
	return folded(
		title,
		mediaType,
		html`${rows.length === 0 ? "" : table(rows)}
${example === undefined ? "" : html`<pre tabindex="0">${JSON.stringify(example, null, 2)}</pre>`}`,
	);
}

const nameOf = (ref: string): string => ref.slice("#/components/schemas/".length);

const resolved = (schema: Json, document: Json): Json =>
	typeof schema?.$ref === "string" ? document.components.schemas[nameOf(schema.$ref)] : (schema ?? {});

/** The object whose fields are worth a table. */
function fieldsOf(schema: Json, document: Json): Json | undefined {
	const is = resolved(schema, document);
	if (is.properties !== undefined) return is;
	return is.items === undefined ? undefined : fieldsOf(is.items, document);
}

function kindOf(schema: Json): string {
	if (schema === undefined) return "";
	if (typeof schema.$ref === "string") return nameOf(schema.$ref);
	if (schema.enum !== undefined) return schema.enum.filter((one: unknown) => one !== null).join(", ");
	const choices = schema.anyOf ?? schema.oneOf;
	if (choices !== undefined) return choices.map(kindOf).join(" or ");
	if (schema.items !== undefined) return `list of ${kindOf(schema.items)}`;
	return [schema.format ?? schema.type ?? "anything"].flat().join(" or ");
}
