import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { CopyableCode } from "../../ui/code.tsx";
import { useWords } from "../../words/use-words.ts";
import { webhookWords } from "./words.ts";

/** The only time that a secret is seen. */
export function SecretShown({
	secret,
	isRotated = false,
	onDone,
}: {
	readonly secret: string;
	readonly isRotated?: boolean;
	readonly onDone: () => void;
}) {
	const words = useWords(webhookWords).secret;
	return (
		<div className="grid gap-4">
			<Banner kind="warning">{words.once}</Banner>
			<CopyableCode value={secret} what={words.what} />
			<p className="text-quiet">{isRotated ? words.overlap : words.about}</p>
			<div>
				<Button kind="primary" onClick={onDone}>
					{words.kept}
				</Button>
			</div>
		</div>
	);
}
