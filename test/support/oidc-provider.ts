/**
 * An OpenID Connect provider for tests: whoever comes is signed in as the person that the test names. It checks what a
 * real one checks of its client: the secret, the redirect address, PKCE, and that a code is used once.
 */

import { createHash, createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

const CLIENT = { id: "angarium", secret: "a secret of the provider's" } as const;

export interface Claims {
	readonly sub: string;
	readonly email: string;
	readonly email_verified: boolean;
	readonly name?: string;
}

export interface TestProvider {
	readonly issuer: string;
	readonly client: typeof CLIENT;
	/** Who signs in next. */
	person: Claims;
	/** Signs with a key that is not published. */
	forges: boolean;
	close(): Promise<void>;
}

interface Asked {
	readonly challenge: string;
	readonly nonce: string | null;
	readonly redirectUri: string;
	readonly person: Claims;
}

const base64 = (text: string | Buffer): string => Buffer.from(text).toString("base64url");
const pair = () => generateKeyPairSync("rsa", { modulusLength: 2048 });

export async function startProvider(person: Claims): Promise<TestProvider> {
	const [own, foreign] = [pair(), pair()];
	const codes = new Map<string, Asked>();
	const server = createServer(async (request, response) => {
		const { pathname, searchParams } = new URL(request.url ?? "", provider.issuer);
		const json = (body: object, status = 200): void => {
			response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
		};
		switch (pathname) {
			case "/.well-known/openid-configuration":
				return json({
					issuer: provider.issuer,
					authorization_endpoint: `${provider.issuer}/authorize`,
					token_endpoint: `${provider.issuer}/token`,
					jwks_uri: `${provider.issuer}/jwks`,
					id_token_signing_alg_values_supported: ["RS256"],
				});
			case "/jwks":
				return json({
					keys: [{ ...own.publicKey.export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig" }],
				});
			case "/authorize": {
				const code = randomUUID();
				codes.set(code, {
					challenge: searchParams.get("code_challenge") ?? "",
					nonce: searchParams.get("nonce"),
					redirectUri: searchParams.get("redirect_uri") ?? "",
					person: provider.person,
				});
				const back = new URL(searchParams.get("redirect_uri") ?? "");
				back.searchParams.set("code", code);
				back.searchParams.set("state", searchParams.get("state") ?? "");
				return void response.writeHead(302, { location: back.href }).end();
			}
			case "/token": {
				const form = new URLSearchParams(await bodyOf(request));
				const asked = codes.get(form.get("code") ?? "");
				codes.delete(form.get("code") ?? "");
				if (asked === undefined || !isClient(request, form) || !isProven(asked, form))
					return json({ error: "invalid_grant" }, 400);
				const key = provider.forges ? foreign.privateKey : own.privateKey;
				const header = base64(JSON.stringify({ alg: "RS256", kid: "1", typ: "JWT" }));
				const now = Math.floor(Date.now() / 1_000);
				const claims = {
					iss: provider.issuer,
					aud: CLIENT.id,
					iat: now,
					exp: now + 60,
					nonce: asked.nonce ?? undefined,
				};
				const payload = base64(JSON.stringify({ ...claims, ...asked.person }));
				const signature = createSign("RSA-SHA256").update(`${header}.${payload}`).sign(key, "base64url");
				return json({
					access_token: randomUUID(),
					token_type: "Bearer",
					expires_in: 60,
					id_token: `${header}.${payload}.${signature}`,
				});
			}
			default:
				return json({}, 404);
		}
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	const provider: TestProvider = {
		issuer: `http://127.0.0.1:${port}`,
		client: CLIENT,
		person,
		forges: false,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
	return provider;
}

function isClient({ headers }: IncomingMessage, form: URLSearchParams): boolean {
	const basic = Buffer.from(headers.authorization?.replace(/^Basic /i, "") ?? "", "base64").toString();
	const [id, secret] =
		basic === ""
			? [form.get("client_id"), form.get("client_secret")]
			: basic.split(":").map(decodeURIComponent);
	return id === CLIENT.id && secret === CLIENT.secret;
}

/** RFC 7636 §4.6. */
const isProven = ({ challenge, redirectUri }: Asked, form: URLSearchParams): boolean =>
	createHash("sha256")
		.update(form.get("code_verifier") ?? "")
		.digest("base64url") === challenge && form.get("redirect_uri") === redirectUri;

async function bodyOf(request: IncomingMessage): Promise<string> {
	const pieces: Buffer[] = [];
	for await (const piece of request) pieces.push(piece as Buffer);
	return Buffer.concat(pieces).toString();
}
