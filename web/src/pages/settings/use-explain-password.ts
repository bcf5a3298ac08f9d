/** What /auth says of a password or a code, in the reader's words. */

import type { ApiError } from "../../api/problem.ts";
import { useWords } from "../../words/use-words.ts";
import { profileWords } from "./profile-words.ts";

export function useExplainPassword(): (error: ApiError) => string | undefined {
	const words = useWords(profileWords).wrong;
	return ({ reason }) => {
		if (reason === "invalid-password") return words.password;
		if (reason === "invalid-code") return words.code;
		if (reason === "credential-account-not-found") return words.noPassword;
		return undefined;
	};
}
