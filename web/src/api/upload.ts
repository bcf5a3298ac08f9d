/** Sends a file as it is, where the API takes one: what the other calls send is JSON. */

import { actingAccount } from "./account-choice.ts";
import { pathWith, type Query } from "./client.ts";
import { ApiError, errorOf } from "./problem.ts";

export async function upload<Answer>(
	path: string,
	file: Blob,
	mediaType: string,
	query: Query = {},
): Promise<Answer> {
	let response: Response;
	try {
		response = await fetch(pathWith(path, { ...query, account: actingAccount()?.id }), {
			method: "POST",
			headers: {
				accept: "application/json",
				"accept-language": document.documentElement.lang,
				"content-type": mediaType,
			},
			body: file,
			credentials: "same-origin",
		});
	} catch {
		throw new ApiError(0, "no-answer", "");
	}
	if (!response.ok) throw await errorOf(response);
	return (await response.json()) as Answer;
}
