/**
 * The reference of the API as one page, made from its OpenAPI document: nothing to load, no script, and a policy that
 * allows none. The document itself is at /v1/openapi.json, for tools.
 */

import { createHash } from "node:crypto";
import { html, raw } from "hono/html";

/** JSON of the document, as far as the page shows it. */
// biome-ignore lint/suspicious/noExplicitAny: a document is looked into where it is shown
type Json = any;

const STYLE = `
:root { color-scheme: light dark; --line: #8886; --soft: #8882; --mark: #0b62c4; }
@media (prefers-color-scheme: dark) { :root { --mark: #7db7ff; } }
body { font: 1rem/1.55 system-ui, sans-serif; margin: 0 auto; max-width: 64rem; padding: 1rem; }
a { color: var(--mark); }
code, pre { font: 0.875rem/1.5 ui-monospace, monospace; }
pre { background: var(--soft); overflow: auto; padding: 0.75rem; border-radius: 0.4rem; }
h2 { border-bottom: 1px solid var(--line); margin-top: 3rem; }
h3 { margin-top: 2rem; overflow-wrap: anywhere; }
h3 code { font-size: 1rem; }
.method { text-transform: uppercase; font-weight: 700; }
table { border-collapse: collapse; width: 100%; display: block; overflow-x: auto; }
th, td { border-bottom: 1px solid var(--line); padding: 0.3rem 0.75rem 0.3rem 0; text-align: start; vertical-align: top; }
nav ul { columns: 18rem; padding-inline-start: 1.2rem; }
`;
const styleHash = createHash("sha256").update(STYLE).digest("base64");

export const DOCS_HEADERS: Readonly<Record<string, string>> = {
	"content-security-policy": `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
	"x-content-type-options": "nosniff",
	"referrer-policy": "no-referrer",
};

type Markup = ReturnType<typeof html>;

export function docsPage(document: Json): Markup {
	const operations = Object.entries<Json>(document.paths).flatMap(([path, item]) =>
		Object.entries<Json>(item).map(([method, operation]) => ({ path, method, ...operation })),
	);
	const byTag = [...Map.groupBy(operations, ({ tags }) => tags[0] as string)];
	const { title, version, description } = document.info;
	return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} API</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<header><h1>${title} API <small>${version}</small></h1><p>${description}</p>${introduction}</header>
<nav aria-label="Calls">${byTag.map(([tag, of]) => contents(tag, of))}</nav>
<main>${byTag.map(([tag, of]) => section(tag, of, document))}</main>
</body>
</html>`;
}

const introduction = html`<p>The same for programs: <a href="/v1/openapi.json">openapi.json</a>. What errors mean:
<a href="/help/api-errors">API errors</a>. Send <code>Authorization: Bearer ak_...</code>; lists are pages whose
<code>next</code> goes into <code>cursor</code>; a POST that makes something takes an <code>Idempotency-Key</code>;
a thing&rsquo;s <code>ETag</code> goes into <code>If-Match</code> of its change; <code>RateLimit-Remaining</code> says
how many calls are left in this minute.</p>`;

const anchorOf = (tag: string): string => tag.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");

const contents = (tag: string, operations: readonly Json[]): Markup =>
	html`<h2 id="${anchorOf(tag)}">${tag}</h2><ul>${operations.map(
		({ operationId, summary }) => html`<li><a href="#${operationId}">${summary}</a></li>`,
	)}</ul>`;

const section = (tag: string, operations: readonly Json[], document: Json): Markup =>
	html`<section aria-label="${tag}"><h2>${tag}</h2>${operations.map((one) => call(one, document))}</section>`;

function call(one: Json, document: Json): Markup {
	const { method, path, operationId, summary, description, parameters = [], requestBody, responses } = one;
	return html`<article id="${operationId}">
<h3>${summary}</h3>
<p><code><span class="method">${method}</span> ${path}</code></p>
${description === undefined ? "" : html`<p>${description}</p>`}
${parameters.length === 0 ? "" : table("Parameters", parameters.map(parameterRow))}
${Object.entries<Json>(requestBody?.content ?? {}).map((content) => body("Request", content, document))}
${Object.entries<Json>(responses)
	.filter(([status]) => status !== "default")
	.map(([status, { content }]) =>
		content === undefined
			? html`<h4>Answer ${status}</h4><p>No content.</p>`
			: Object.entries<Json>(content).map((each) => body(`Answer ${status}`, each, document)),
	)}
</article>`;
}

type Row = readonly [name: string, kind: string, needed: boolean, about: string];

const table = (title: string, rows: readonly Row[]): Markup =>
	html`<h4>${title}</h4><table><thead><tr><th scope="col">Name</th><th scope="col">Kind</th><th scope="col">What it is</th></tr></thead>
<tbody>${rows.map(
		([name, kind, needed, about]) =>
			html`<tr><th scope="row"><code>${name}</code>${needed ? " (needed)" : ""}</th><td>${kind}</td><td>${about}</td></tr>`,
	)}</tbody></table>`;

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
	return html`${rows.length === 0 ? html`<h4>${title}</h4>` : table(title, rows)}
<p><code>${mediaType}</code></p>
${example === undefined ? "" : html`<pre tabindex="0">${JSON.stringify(example, null, 2)}</pre>`}`;
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
