/** The second step of signing in: whether it is on, and how to turn it on and off. */

import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Icon } from "../../ui/icons.tsx";
import { useWords } from "../../words/use-words.ts";
import { profileWords } from "./profile-words.ts";
import { Section } from "./section.tsx";
import { DisableTwoFactor, NewCodes } from "./two-factor-changes.tsx";
import { EnableTwoFactor } from "./two-factor-enable.tsx";

type Doing = "enable" | "disable" | "codes" | null;

export function TwoFactor({ isOn }: { readonly isOn: boolean }) {
	const words = useWords(profileWords).twoFactor;
	const [doing, setDoing] = useState<Doing>(null);
	const done = (): void => setDoing(null);
	return (
		<Section title={words.title} about={words.about}>
			<p className="flex items-center gap-2 font-semibold">
				<Icon
					name={isOn ? "check" : "warning"}
					className={isOn ? "size-4 text-green" : "size-4 text-amber"}
				/>
				{isOn ? words.isOn : words.isOff}
			</p>
			<div className="flex flex-wrap gap-2">
				{isOn ? (
					<>
						<Button onClick={() => setDoing("codes")}>{words.newCodes}</Button>
						<Button kind="danger" onClick={() => setDoing("disable")}>
							{words.disable}
						</Button>
					</>
				) : (
					<Button onClick={() => setDoing("enable")}>{words.enable}</Button>
				)}
			</div>
			{doing === "enable" && (
				<Dialog title={words.enable} onClose={done}>
					<EnableTwoFactor onDone={done} />
				</Dialog>
			)}
			{doing === "disable" && (
				<Dialog title={words.disableAsk} onClose={done}>
					<DisableTwoFactor onDone={done} />
				</Dialog>
			)}
			{doing === "codes" && (
				<Dialog title={words.newCodes} onClose={done}>
					<NewCodes onDone={done} />
				</Dialog>
			)}
		</Section>
	);
}
