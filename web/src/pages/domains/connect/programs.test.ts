import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, test } from "node:test";
import { parseSync } from "@swc/core";
import type { Program, Syntax } from "./program.ts";
import { programs } from "./programs.ts";
import { quoted, shellWord } from "./quoting.ts";
import { type Settings, settingsOf } from "./settings.ts";

const service = { submission: { hostname: "relay.example", ports: { starttls: 2587, tls: 2465 } } };
const settings = (implicit: boolean): Settings =>
	settingsOf(service as Parameters<typeof settingsOf>[0], {
		implicit,
		username: "shop-example-7k3m9q2x",
		password: "k3yw0rd",
		domain: "shop.example",
	});

/** Texts of which a program's settings for this kind of TLS have one, and those for the other kind have not. */
const says: Readonly<Record<string, readonly [starttls: string, implicit: string]>> = {
	nodemailer: ["requireTLS: true", "secure: true"],
	python: ["smtp.starttls(context=context)", "SMTP_SSL("],
	phpmailer: ["ENCRYPTION_STARTTLS", "ENCRYPTION_SMTPS"],
	go: ["mail.TLSMandatory", "mail.WithSSL()"],
	mailkit: ["SecureSocketOptions.StartTls", "SecureSocketOptions.SslOnConnect"],
	laravel: ["MAIL_SCHEME=smtp\n", "MAIL_SCHEME=smtps\n"],
	symfony: ["smtp://", "smtps://"],
	django: ["EMAIL_USE_TLS = True", "EMAIL_USE_SSL = True"],
	rails: ["enable_starttls: true", "  tls: true"],
	spring: ["smtp.starttls.required=true", "smtp.ssl.enable=true"],
	ghost: ['"requireTLS": true', '"secure": true'],
	wordpress: ["encryption: TLS", "encryption: SSL"],
	postfix: ["CAfile", "smtp_tls_wrappermode = yes"],
	printer: ["encryption: STARTTLS", "encryption: SSL/TLS"],
	msmtp: ["tls_starttls on", "tls_starttls off"],
	curl: ["smtp://", "smtps://"],
	swaks: ["--tls ", "--tls-on-connect "],
};
/** What both kinds have, so that only the other one tells them apart. */
const inBoth = new Set(["postfix"]);

const textOf = (program: Program, given: Settings): string =>
	program.text?.(given) ?? (program.fields?.(given) ?? []).map((field) => field.join(": ")).join("\n");

const run = (command: string, args: readonly string[], input: string) =>
	spawnSync(command, args, { input, encoding: "utf8" });

/** Null where it is right, else what is wrong; "skip …" where this machine cannot tell. */
type Reads = (text: string) => string | null;
const byProgram =
	(command: string, ...args: readonly string[]): Reads =>
	(text) => {
		const { status, error, stderr } = run(command, args, text);
		if (error !== undefined) return `skip: ${command} is not installed`;
		return status === 0 ? null : stderr;
	};
const byThrowing =
	(parse: (text: string) => unknown): Reads =>
	(text) => {
		try {
			parse(text);
			return null;
		} catch (error) {
			return String(error);
		}
	};
const byLines =
	(line: RegExp): Reads =>
	(text) =>
		text.split("\n").find((one) => one !== "" && !line.test(one)) ?? null;

const readers: Partial<Readonly<Record<Syntax, Reads>>> = {
	javascript: byThrowing((text) => parseSync(text, { syntax: "ecmascript" })),
	json: byThrowing(JSON.parse),
	python: byProgram("python3", "-c", "import ast, sys; ast.parse(sys.stdin.read())"),
	php: byProgram("php", "-l"),
	ruby: byProgram("ruby", "-c"),
	go: byProgram("gofmt", "-e"),
	shell: byProgram("sh", "-n"),
	env: byLines(/^[A-Z_]+=(?:[\w.-]+|"[^"$\\]*")$/),
	properties: byLines(/^[a-z.]+=[\w.-]+$/),
};

test("there are settings for at least twelve programs, each once", () => {
	assert.ok(programs.length >= 12);
	assert.equal(new Set(programs.map(({ id }) => id)).size, programs.length);
	assert.deepEqual(programs.map(({ id }) => id).sort(), Object.keys(says).sort());
});

for (const program of programs) {
	describe(program.name, () => {
		for (const implicit of [false, true]) {
			const given = settings(implicit);
			const text = textOf(program, given);
			const kind = implicit ? "TLS from the start" : "STARTTLS";

			test(`names the account's host, port, username and password, with ${kind}`, () => {
				for (const value of [given.host, String(given.port), given.username, given.password])
					assert.ok(text.includes(value), `${value} is missing in\n${text}`);
				assert.equal(text.includes(String(settings(!implicit).port)), false, "the other port");
			});

			test(`asks for ${kind}`, () => {
				const [starttls, tls] = says[program.id] ?? ["?", "?"];
				assert.ok(text.includes(implicit ? tls : starttls), text);
				if (!(implicit && inBoth.has(program.id)))
					assert.equal(text.includes(implicit ? starttls : tls), false, text);
			});

			const read = program.syntax === undefined ? undefined : readers[program.syntax];
			const trouble = read?.(text) ?? null;
			const skip = trouble?.startsWith("skip: ") ? trouble.slice("skip: ".length) : false;
			if (read !== undefined)
				test(`is sound ${program.syntax} with ${kind}`, { skip }, () => assert.equal(trouble, null, text));
		}
	});
}

test("a planted fault is found by each reader", (t) => {
	const faults: Partial<Readonly<Record<Syntax, string>>> = {
		javascript: "const = 1",
		json: "{,}",
		python: "with smtp\n",
		shell: "if",
		env: "MAIL HOST=x",
		properties: "a b",
	};
	for (const [syntax, fault] of Object.entries(faults)) {
		const said = readers[syntax as Syntax]?.(fault);
		if (said?.startsWith("skip")) t.diagnostic(said);
		assert.notEqual(said, null, syntax);
	}
});

test("text with quotes in it stays text", () => {
	assert.equal(quoted('a"b\\'), String.raw`"a\"b\\"`);
	assert.equal(quoted("it's", "'"), String.raw`'it\'s'`);
	assert.equal(shellWord("user:pass"), "user:pass");
	assert.equal(shellWord("it's"), String.raw`'it'\''s'`);
	const said = run("sh", ["-c", `printf %s ${shellWord('a\'b $c "d"')}`], "");
	assert.equal(said.stdout, 'a\'b $c "d"');
});
