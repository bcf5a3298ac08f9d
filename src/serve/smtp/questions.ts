/** The questions of the protocol machine, put to the submission. */

import type { ContentSink, Submission } from "../../accept/index.ts";
import type { Question } from "../../rfc/smtp/session/session.ts";
import { type Phase, type Refusal, refuse } from "../../terms/refusals/index.ts";

export const PHASE_OF: Readonly<Record<Question["about"], Phase>> = {
	credentials: "auth",
	authentication: "auth",
	"reverse-path": "mail",
	recipient: "rcpt",
	content: "data",
};

type Answer = Promise<Refusal | undefined> | Refusal | undefined;

/** May throw and may reject. */
function answerTo(question: Question, submission: Submission, admitted: (sink: ContentSink) => void): Answer {
	switch (question.about) {
		case "credentials":
			// RFC 4616 §2: nobody may act as somebody else here.
			if (question.authorizationId !== "" && question.authorizationId !== question.username)
				return refuse("credentials-invalid");
			return submission.authenticate(question.username, question.password);
		case "authentication":
			return question.needsTls
				? refuse("tls-required")
				: refuse("authentication-mechanism-unknown", { mechanism: question.mechanism });
		case "reverse-path":
			return submission.mail(question.arguments.path, question.arguments);
		case "recipient":
			return submission.rcpt(question.arguments.path, question.arguments);
		case "content": {
			const keep = (answer: Refusal | ContentSink): Refusal | undefined => {
				if ("reason" in answer) return answer;
				admitted(answer);
				return undefined;
			};
			const answer = submission.content();
			return answer instanceof Promise ? answer.then(keep) : keep(answer);
		}
		default:
			return question satisfies never;
	}
}

/**
 * `admit` is given the sink when content may come. An error becomes what `unexpected` makes of it: the promise
 * never rejects.
 */
export function safeAnswerTo(
	question: Question,
	submission: Submission,
	admit: (sink: ContentSink) => void,
	unexpected: (during: string, error: unknown) => Refusal,
): Answer {
	const failed = (error: unknown): Refusal => unexpected(question.about, error);
	try {
		const answer = answerTo(question, submission, admit);
		return answer instanceof Promise ? answer.catch(failed) : answer;
	} catch (error) {
		return failed(error);
	}
}
