import assert from "node:assert/strict";
import {
	createHash,
	createPrivateKey,
	createPublicKey,
	generateKeyPairSync,
	type KeyObject,
	sign,
	verify,
} from "node:crypto";
import { test } from "node:test";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { BodyHasher } from "./body-hash.ts";
import { type DkimAlgorithm, publicKeyRecord, publicKeyText } from "./record.ts";
import { canonicalField, prepareSignature, type SignableField } from "./sign.ts";

interface KeyPair {
	readonly algorithm: DkimAlgorithm;
	readonly privateKey: KeyObject;
	readonly publicKey: KeyObject;
}

const rsa: KeyPair = { algorithm: "rsa-sha256", ...generateKeyPairSync("rsa", { modulusLength: 2048 }) };
const ed25519: KeyPair = { algorithm: "ed25519-sha256", ...generateKeyPairSync("ed25519") };

const AUTHOR = "From: Ann <ann@shop.example>\r\n";

/** The fields of a header section without its empty line. */
function fieldsOf(header: string): SignableField[] {
	return header
		.split(/(?<=\r\n)(?![ \t])/)
		.filter((raw) => raw !== "")
		.map((raw) => ({
			name: raw.slice(0, raw.indexOf(":")).trimEnd().toLowerCase(),
			raw: Buffer.from(raw, "latin1"),
		}));
}

function signed(header: string, body: string, pair: KeyPair): string {
	const hasher = new BodyHasher();
	hasher.update(Buffer.from(body, "latin1"));
	const prepared = prepareSignature({
		fields: fieldsOf(header),
		bodyHash: hasher.digest(),
		domain: "shop.example",
		selector: "s1",
		algorithm: pair.algorithm,
		timestamp: 1_700_000_000,
	});
	assert.equal(prepared.kind, "prepared");
	const digest = pair.algorithm === "rsa-sha256" ? "sha256" : null;
	return prepared.finish(sign(digest, prepared.octets, pair.privateKey));
}

/** What an independent verifier says of the first signature. */
async function verdictOn(message: string, pair: KeyPair): Promise<string> {
	const record = publicKeyRecord(pair.algorithm, publicKeyText(pair.publicKey));
	const resolver = async (name: string, type: string) => {
		assert.equal(name, "s1._domainkey.shop.example");
		assert.equal(type, "TXT");
		return [[record]];
	};
	const { results } = await dkimVerify(Buffer.from(message, "latin1"), { resolver } as never);
	return results[0]?.status.result ?? "nothing to verify";
}

for (const pair of [rsa, ed25519]) {
	test(`an independent verifier passes ${pair.algorithm} signatures of awkward messages`, async () => {
		const header = fc
			.array(
				fc.constantFrom(
					"Subject: =?utf-8?q?caf=C3=A9?=\r\n\tand  more\r\n",
					"SUBJECT : blanks before the colon\r\n",
					"To:ann@client.example,\r\n bob@client.example  \r\n",
					"Date: Tue, 14 Nov 2023 22:13:20 +0000\r\n",
					"Content-Type: text/plain;\r\n\t charset=iso-8859-1\r\n",
					"X-Odd: \xe9\xe8\r\n",
					"List-Unsubscribe: <https://shop.example/u>\r\n",
					"References: <a@b>\r\n",
					"References: <c@d>\r\n",
					"In-Reply-To:\r\n",
				),
				{ maxLength: 8 },
			)
			.map((fields) => fields.join(""));
		const piece = fc.constantFrom("\r\n", " ", "\t", "text", "\r\n\r\n", "\xe9", "a  b", ".\r\n", " \r\n");
		const body = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(""));
		await fc.assert(
			fc.asyncProperty(header, header, body, async (before, after, content) => {
				const fields = before + AUTHOR + after;
				// Content without a final CRLF gets one when it is sent (RFC 5321 §4.1.1.4).
				const sent = content === "" || content.endsWith("\r\n") ? content : `${content}\r\n`;
				const message = `${signed(fields, content, pair)}${fields}\r\n${sent}`;
				assert.equal(await verdictOn(message, pair), "pass");
			}),
			{ numRuns: fuzzRuns(60) },
		);
	});
}

test("a From, To or Subject that is added on the way breaks the signature", async () => {
	// RFC 6376 §8.15
	const fields = `${AUTHOR}To: ann@client.example\r\n`;
	const signature = signed(fields, "text\r\n", ed25519);
	assert.equal(await verdictOn(`${signature}${fields}\r\ntext\r\n`, ed25519), "pass");
	for (const added of ["From: eve@evil.example\r\n", "To: eve@evil.example\r\n", "Subject: pay\r\n"]) {
		assert.equal(await verdictOn(`${added}${signature}${fields}\r\ntext\r\n`, ed25519), "fail", added);
	}
	assert.equal(await verdictOn(`Received: by x\r\n${signature}${fields}\r\ntext\r\n`, ed25519), "pass");
});

test("a header without exactly one From is not signed", () => {
	// RFC 5322 §3.6
	const request = {
		bodyHash: Buffer.alloc(32),
		domain: "shop.example",
		selector: "s1",
		algorithm: "rsa-sha256",
		timestamp: 0,
	} as const;
	const none = prepareSignature({ ...request, fields: fieldsOf("To: a@b.example\r\n") });
	assert.deepEqual(none, { kind: "unsignable", problem: "from-missing" });
	const two = prepareSignature({ ...request, fields: fieldsOf(AUTHOR + AUTHOR) });
	assert.deepEqual(two, { kind: "unsignable", problem: "from-multiple" });
});

test("the field is folded, names no length of the body, and says when it expires if told", () => {
	const prepared = prepareSignature({
		fields: fieldsOf(AUTHOR),
		bodyHash: Buffer.alloc(32),
		domain: "shop.example",
		selector: "s1",
		algorithm: "rsa-sha256",
		timestamp: 100,
		expiry: 200,
	});
	assert.equal(prepared.kind, "prepared");
	const field = prepared.finish(Buffer.alloc(256, 7));
	assert.match(field, /^DKIM-Signature: v=1; a=rsa-sha256; c=relaxed\/relaxed;\r\n/);
	assert.match(field, /t=100; x=200;/);
	assert.doesNotMatch(field, /[; \t]l=/);
	assert.ok(field.endsWith("\r\n"));
	for (const line of field.split("\r\n").slice(0, -1)) assert.ok(line.length <= 78, line);
});

test("the signature of RFC 8463 verifies over our canonical form, and the body hash is its own", () => {
	// RFC 8463 §A.3
	const publicKey = createPublicKey({
		key: Buffer.concat([
			Buffer.from("302a300506032b6570032100", "hex"),
			Buffer.from("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", "base64"),
		]),
		format: "der",
		type: "spki",
	});
	const signature =
		"/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11BusFa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==";
	const field =
		"DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n" +
		" d=football.example.com; i=@football.example.com;\r\n" +
		" q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r\n" +
		" subject : date : message-id : from : subject : date;\r\n" +
		" bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n b=";
	const header = [
		"From: Joe SixPack <joe@football.example.com>\r\n",
		"To: Suzie Q <suzie@shopping.example.net>\r\n",
		"Subject: Is dinner ready?\r\n",
		"Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\n",
		"Message-ID: <20030712040037.46341.5F8J@football.example.com>\r\n",
	];
	const body = "Hi.\r\n\r\nWe lost the game.  Are you hungry yet?\r\n\r\nJoe.\r\n";
	const hasher = new BodyHasher();
	hasher.update(Buffer.from(body));
	assert.equal(hasher.digest().toString("base64"), "2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=");

	const canonical = [...header, field].map((raw) => canonicalField({ raw: Buffer.from(raw) }));
	const digest = createHash("sha256").update(canonical.join("\r\n")).digest();
	assert.ok(verify(null, digest, publicKey, Buffer.from(signature, "base64")));
});

test("the records of both kinds of key are as published in RFC 8463", () => {
	// RFC 8463 §A.2
	const privateKey = createPrivateKey({
		key: Buffer.concat([
			Buffer.from("302e020100300506032b657004220420", "hex"),
			Buffer.from("nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=", "base64"),
		]),
		format: "der",
		type: "pkcs8",
	});
	const text = publicKeyText(createPublicKey(privateKey));
	assert.equal(
		publicKeyRecord("ed25519-sha256", text),
		"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
	);
	assert.match(publicKeyRecord("rsa-sha256", publicKeyText(rsa.publicKey)), /^v=DKIM1; k=rsa; p=MIIBIjAN/);
});
