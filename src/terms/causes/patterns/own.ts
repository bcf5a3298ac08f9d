/**
 * What this service writes into Activity where no server said anything: people copy it into Help like any reply. The
 * relay itself does not look its own words up; it names the cause with them.
 */

import type { Rule } from "./rule.ts";

export const ownRules: readonly Rule[] = [
	{ cause: "connection-lost", says: ["nothing received within", "the server closed the connection"] },
	{ cause: "connection-lost", says: ["the connection was lost before the content was sent"] },
	{ cause: "protocol-trouble", says: ["the server does not answer in smtp"] },
	{ cause: "dns-trouble", says: ["the dns server answered", "no dns server answered"] },
	{ cause: "domain-not-found", says: ["the domain * does not exist", "no address was found for"] },
	{ cause: "message-too-big", says: ["the server takes no messages of this size"] },
	{ cause: "loop", says: ["is a private or own address"] },
	{ cause: "interrupted", says: ["an internal fault interrupted this attempt"] },
];
