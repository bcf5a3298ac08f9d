/** The calls about suppressions: addresses that an account must not be sent to. */

import { z } from "@hono/zod-openapi";
import { isProblem, type Suppressions } from "../../setup/index.ts";
import type { SuppressionFilter } from "../../setup/suppression-ports.ts";
import type { AccountId, SuppressionId } from "../../terms/ids.ts";
import type { Suppression } from "../../terms/suppression.ts";
import { accountOf, maySee, newFor, type Scope } from "./access.ts";
import { given } from "./accounts.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type ContentStream, type Endpoint, endpoint, pieces } from "./endpoint.ts";
import { toCursor } from "./pages.ts";
import { type ApiProblem, fromSetup, isApiProblem, nothing, problem } from "./problem.ts";
import { id, momentIn, page, pageQuery } from "./schemas.ts";
import { importReport, newSuppression, suppressionKind, suppressionView } from "./suppression-schemas.ts";
import { showSuppression } from "./views.ts";

const tag = "Suppressions";
const params = z.strictObject({ id: id<SuppressionId>() });
const account = id<AccountId>().optional();
const filters = {
	account,
	search: z
		.string()
		.min(1)
		.max(320)
		.optional()
		.openapi({ description: "Part of the address", example: "@client.example" }),
	kind: suppressionKind.optional(),
	from: momentIn.optional().openapi({ description: "Suppressed then or later" }),
	to: momentIn.optional().openapi({ description: "Suppressed before then" }),
};
const CSV = "text/csv";
/** 100,000 lines of a hundred octets. */
const IMPORT_BYTES = 10 * 1024 * 1024;

export const suppressionEndpoints = ({ suppressions }: ApiDependencies): readonly Endpoint[] => [
	...reading(suppressions),
	...changing(suppressions),
	...asCsv(suppressions),
];

/** Who did it, as the recipient's refusal will say. */
const actor = ({ kind }: Scope): string => (kind === "operator" ? "the operator" : "the account");

const filterOf = (
	owner: AccountId | null,
	{ search, kind, from, to }: Omit<z.output<z.ZodObject<typeof filters>>, "account">,
): SuppressionFilter => given({ accountId: owner ?? undefined, text: search, kind, from, to });

/** What is another account's is not there. */
async function visible(
	suppressions: Suppressions,
	scope: Scope,
	wanted: SuppressionId,
): Promise<Suppression | undefined> {
	const found = await suppressions.one(wanted);
	return found !== undefined && maySee(scope, found.accountId) ? found : undefined;
}

async function named(
	suppressions: Suppressions,
	owner: AccountId | null,
	address: string,
): Promise<readonly Suppression[] | ApiProblem> {
	if (owner === null) return missingAccount("query.account");
	const found = await suppressions.byAddress(owner, address);
	if (found === undefined) return [];
	if (!isProblem(found)) return [found];
	return problem("request-invalid", found.detail, {
		errors: [{ field: "query.address", detail: found.detail }],
	});
}

const missingAccount = (field: string): ApiProblem =>
	problem("request-invalid", "Say of which account", { errors: [{ field, detail: "is missing" }] });

const reading = (suppressions: Suppressions): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/suppressions",
		tag,
		summary: "List suppressed addresses",
		description:
			"Newest first. All filters that are given must hold. A search that finds little may give a short page that has a next.",
		access: "suppressions:read",
		query: z.strictObject({
			...pageQuery,
			...filters,
			address: z.string().max(320).optional().openapi({
				description: "This address and no other, in any spelling; the other filters do not count",
			}),
		}),
		answers: page(suppressionView),
		async run({ scope, query: { limit, cursor, account: asked, address, ...wanted } }) {
			const owner = accountOf(scope, asked);
			if (address !== undefined) {
				const found = await named(suppressions, owner, address);
				return isApiProblem(found) ? found : { items: found.map(showSuppression), next: null };
			}
			const before = cursor as SuppressionId | undefined;
			const { rows, next } = await suppressions.list(filterOf(owner, wanted), limit, before);
			return { items: rows.map(showSuppression), next: next === null ? null : toCursor(next) };
		},
	}),
	endpoint({
		method: "get",
		path: "/v1/suppressions/{id}",
		tag,
		summary: "Get a suppression",
		access: "suppressions:read",
		params,
		answers: suppressionView,
		async run({ scope, params }) {
			const found = await visible(suppressions, scope, params.id);
			return found === undefined ? nothing("suppression") : showSuppression(found);
		},
	}),
];

const changing = (suppressions: Suppressions): readonly Endpoint[] => [
	endpoint({
		method: "post",
		path: "/v1/suppressions",
		tag,
		summary: "Suppress an address",
		description: "It is refused from the next RCPT on. The operator names the account.",
		access: "suppressions:write",
		audits: "suppression.create",
		body: newSuppression,
		created: true,
		answers: suppressionView,
		async run({ scope, body: { accountId, ...wanted } }) {
			const owner = newFor(scope, accountId);
			if (isApiProblem(owner)) return owner;
			const made = await suppressions.add(owner, given(wanted), actor(scope));
			return isProblem(made) ? fromSetup(made) : showSuppression(made);
		},
	}),
	endpoint({
		method: "delete",
		path: "/v1/suppressions/{id}",
		tag,
		summary: "Take an address off the list",
		description: "It may be written to from the next RCPT on.",
		access: "suppressions:write",
		audits: "suppression.delete",
		params,
		answers: null,
		async run({ scope, params }) {
			const found = await visible(suppressions, scope, params.id);
			return found !== undefined && (await suppressions.remove(found.id)) ? null : nothing("suppression");
		},
	}),
];

const asCsv = (suppressions: Suppressions): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/suppressions.csv",
		tag,
		summary: "Export suppressed addresses as CSV",
		description:
			"Columns: address, kind, since, reported_by, reply, note. Cells that spreadsheets would run as a formula begin with an apostrophe, which an import takes off.",
		access: "suppressions:read",
		query: z.strictObject(filters),
		gives: { mediaType: CSV, fileName: "suppressions.csv" },
		answers: pieces,
		async run({ scope, query: { account: asked, ...wanted } }) {
			const owner = accountOf(scope, asked);
			if (owner === null) return missingAccount("query.account");
			return suppressions.exportCsv(filterOf(owner, wanted));
		},
	}),
	endpoint({
		method: "post",
		path: "/v1/suppressions/import",
		tag,
		summary: "Import suppressed addresses from CSV",
		description: `Fields are separated by commas, or all of them by semicolons or tabs. A heading names the columns address, kind, since, reported_by, reply and note, of which only address is needed; a file without one has an address in each line. At most 100,000 lines and ${IMPORT_BYTES} octets; a list has at most 1,000,000 addresses. Lines that are right are taken in whatever the others are, and importing a file again changes nothing.`,
		access: "suppressions:write",
		audits: "suppression.import",
		streams: CSV,
		query: z.strictObject({
			account,
			kind: suppressionKind.optional().openapi({ description: "Of lines that name none; by-hand otherwise" }),
		}),
		answers: importReport,
		async run({ scope, stream, query: { account: asked, kind } }) {
			const owner = newFor(scope, asked, "query.account");
			if (isApiProblem(owner)) return owner;
			if (stream === null) return problem("media-type-unsupported", `Send the header Content-Type: ${CSV}`);
			return importStream(stream, (file) => suppressions.importCsv(owner, file, actor(scope), kind));
		},
	}),
];

async function importStream(
	{ declaredBytes, octets }: ContentStream,
	take: (file: AsyncIterable<Uint8Array>) => ReturnType<Suppressions["importCsv"]>,
) {
	const tooLarge = `The file has more than ${IMPORT_BYTES} octets`;
	if (declaredBytes !== null && declaredBytes > IMPORT_BYTES) return problem("request-too-large", tooLarge);
	let bytes = 0;
	async function* bounded(): AsyncIterable<Uint8Array> {
		for await (const chunk of octets()) {
			bytes += chunk.length;
			if (bytes > IMPORT_BYTES) return;
			yield chunk;
		}
	}
	const report = await take(bounded());
	if (bytes > IMPORT_BYTES && !isProblem(report))
		return problem("request-too-large", `${tooLarge}. ${report.added} addresses of its beginning were added`);
	return isProblem(report) ? fromSetup(report) : { ...report, problems: [...report.problems] };
}
