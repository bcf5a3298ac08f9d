/** For all tests of a suite: a service in try mode, and a browser to look at its pages with. */

import { after, before } from "node:test";
import type { Browser } from "playwright-core";
import { type Service, serviceThroughout } from "../support/service.ts";
import { openBrowser } from "./browser.ts";

/** What tests do with a browser: one context for each visitor. */
export type Contexts = Pick<Browser, "newContext">;

/** Both are there before the suite's first test and gone after its last. */
export function siteThroughout(): { readonly service: Service; readonly browser: Contexts } {
	const browser = browserThroughout();
	return { browser, service: serviceThroughout() };
}

function browserThroughout(): Contexts {
	let opening: Promise<Browser> | undefined;
	before(() => {
		opening = openBrowser(); // not waited for: the service starts meanwhile
		opening.catch(() => undefined); // the first test that needs it says so
	});
	after(async () => (await opening)?.close());
	return {
		newContext: async (options) => {
			if (opening === undefined) throw new Error("The browser opens before the first test, not before that.");
			return (await opening).newContext(options);
		},
	};
}
