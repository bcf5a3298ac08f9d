import type { ApiKeyWithToken as WithToken } from "../../api/schema.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { CodeBlock, CopyableCode } from "../../ui/code.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { useWords } from "../../words/use-words.ts";
import { curlExample } from "./example.ts";
import { apiKeyWords } from "./words.ts";

/** The only time that a token is seen. */
export function TokenShown({ made, onDone }: { readonly made: WithToken; readonly onDone: () => void }) {
	const words = useWords(apiKeyWords).token;
	const example = curlExample(location.origin, made.token, made.permissions);
	return (
		<div className="grid gap-4">
			<Banner kind="warning">{words.once}</Banner>
			<CopyableCode value={made.token} what={words.what} />
			<div className="grid gap-2">
				<div className="flex items-center justify-between gap-4">
					<h3 className="text-sm">{words.example}</h3>
					<CopyButton value={example} what={words.example} />
				</div>
				<CodeBlock label={words.example}>{example}</CodeBlock>
			</div>
			<div>
				<Button kind="primary" onClick={onDone}>
					{words.kept}
				</Button>
			</div>
		</div>
	);
}
