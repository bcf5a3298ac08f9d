/** When a page throws, in the frame where there is one: an error of the API is said as it is, anything else is a fault of ours. */

import { ApiError } from "../api/problem.ts";
import { Button } from "../ui/button.tsx";
import { useErrorText } from "../ui/form.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { useWords } from "../words/use-words.ts";
import { appWords } from "./words.ts";

/** A page that is no longer there under its old name: the service was updated meanwhile. */
const isOldVersion = (error: unknown): boolean =>
	error instanceof TypeError && /import|module|preload/i.test(error.message);

export function FaultNote({ error }: { readonly error: unknown }) {
	const words = useWords(appWords);
	const say = useErrorText();
	const { title, about } = isOldVersion(error) ? words.newVersion : words.fault;
	return (
		<>
			<PageHeader title={title} about={error instanceof ApiError ? say(error) : about} />
			<Button kind="primary" onClick={() => location.reload()}>
				{words.fault.retry}
			</Button>
		</>
	);
}
