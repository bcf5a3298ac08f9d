import type { SectionWords } from "../row.ts";

export const operator: SectionWords<"operator"> = {
	"destination-paused": {
		title: "The operator of this service has paused mail to the recipient's domain",
		because: "Mail for that domain is accepted and kept, and none of it is tried until the pause ends.",
		remedy: "Nothing to do: it goes out when the pause ends. If it is urgent, ask the operator.",
	},
	"held-by-operator": {
		title: "The operator of this service holds this message back",
		because: "It is kept as it is and not tried until the operator releases it.",
		remedy: "Ask the operator when it will be released, or whether something about it has to change.",
	},
	"cancelled-by-operator": {
		title: "The operator of this service cancelled this message",
		because: "It was waiting in the queue, and the operator ended its delivery to this recipient.",
		remedy: "Ask the operator why; send it again when that is settled.",
	},
};
