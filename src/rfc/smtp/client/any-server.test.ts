import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../../../test/support/fuzz.ts";
import { aTransaction } from "../../../../test/support/smtp-script.ts";
import { type Answer, ClientSession, type Dialogue } from "./dialogue.ts";
import { open, quit } from "./opening.ts";
import { transact, type Verdict } from "./transaction.ts";

test("whatever a server sends, in whatever pieces, every dialogue ends with a verdict for each recipient", () => {
	const line = fc.constantFrom(
		"250 ok\r\n",
		"250-a\r\n",
		"220 hi\r\n",
		"354 go\r\n",
		"421 bye\r\n",
		"452 4.5.3 full\r\n",
		"550 no\r\n",
		"503\n",
		"25",
		"nonsense\r\n",
		"250-STARTTLS\r\n250-PIPELINING\r\n250 AUTH PLAIN\r\n",
		"\0\xff\r\n",
		"2".repeat(3000),
	);
	const pieces = fc.array(fc.oneof(line, fc.string({ unit: "binary", maxLength: 20 })), { maxLength: 40 });
	fc.assert(
		fc.property(pieces, fc.boolean(), fc.boolean(), (octets, tls, fails) => {
			const session = new ClientSession("relay.example");
			const arrived = octets.map((piece) => Buffer.from(piece));
			const run = <Result>(dialogue: Dialogue<Result>): Result => {
				let step = dialogue.next();
				for (let steps = 0; !step.done; steps++) {
					assert.ok(steps < 1_000, "the dialogue ends");
					const next = step.value.ask === "read" ? arrived.shift() : undefined;
					const answer: Answer =
						step.value.ask !== "read"
							? fails && step.value.ask !== "write"
								? { kind: "failed", why: "broken" }
								: { kind: "done" }
							: next === undefined
								? { kind: "closed" }
								: { kind: "octets", octets: next };
					step = dialogue.next(answer);
				}
				return step.value;
			};
			const login = { username: "a", password: "b", allowPlainText: true };
			const opening = run(
				open(session, { startTls: tls ? "when-offered" : "never", ...(fails ? { login } : {}) }),
			);
			if (opening.kind !== "open") assert.equal(session.usable, false);
			while (session.usable) {
				const verdicts: readonly (Verdict | undefined)[] = run(transact(session, aTransaction()));
				assert.equal(verdicts.length, 2);
				assert.ok(verdicts.every((verdict) => verdict !== undefined));
				if (arrived.length === 0 && verdicts.every((verdict) => verdict?.kind === "unsendable")) break;
			}
			run(quit(session));
		}),
		{ numRuns: fuzzRuns(500) },
	);
});
