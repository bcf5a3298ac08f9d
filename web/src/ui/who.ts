/** Who did something, by the name that the service kept: its own names are said in the reader's language. */

import { COMMAND_LINE } from "../../../src/terms/audit.ts";
import { useWords } from "../words/use-words.ts";
import { uiWords } from "./words.ts";

/** `const who = useWho(); who(invitation.invitedBy)` */
export function useWho(): (name: string) => string {
	const { commandLine } = useWords(uiWords);
	return (name) => (name === COMMAND_LINE ? commandLine : name);
}
