/** The password of an SMTP user, shown this once, with all that a program has to be told beside it. */

import { useState } from "react";
import { useService, useSession } from "../../../api/me.ts";
import type { SmtpUser } from "../../../api/schema.ts";
import { Banner } from "../../../ui/banner.tsx";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { useWords } from "../../../words/use-words.ts";
import { Essentials } from "../connect/essentials.tsx";
import { type Chosen, ProgramSettings } from "../connect/program-settings.tsx";
import type { Domain } from "../standing.ts";
import { smtpUserWords } from "./words.ts";

export interface WithPassword extends SmtpUser {
	readonly password: string;
}

export function NewSecret({
	made: { id, name, username, password },
	domain,
	onClose,
	onSend,
}: {
	readonly made: WithPassword;
	readonly domain: Domain;
	readonly onClose: () => void;
	readonly onSend: (id: string) => void;
}) {
	const words = useWords(smtpUserWords);
	const service = useService();
	const { can } = useSession();
	const [chosen, setChosen] = useState<Chosen>({ program: "", implicit: false });
	return (
		<Dialog title={words.secretOf(name)} onClose={onClose} wide>
			<div className="grid min-w-0 gap-4">
				<Banner kind="warning">{words.shownOnce}</Banner>
				<Essentials service={service} username={username} password={password} domain={domain.name} />
				<details>
					<summary className="link w-fit">{words.settings}</summary>
					<div className="mt-3 min-w-0">
						<ProgramSettings
							username={username}
							password={password}
							domain={domain.name}
							chosen={chosen}
							onChoose={setChosen}
						/>
					</div>
				</details>
				<div className="flex flex-wrap gap-x-4 gap-y-2">
					<Button kind="primary" onClick={onClose}>
						{words.kept}
					</Button>
					{can("messages:send") && (
						<Button
							onClick={() => {
								onClose();
								onSend(id);
							}}
						>
							{words.send}
						</Button>
					)}
				</div>
			</div>
		</Dialog>
	);
}
