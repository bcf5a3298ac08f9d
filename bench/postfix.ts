/**
 * The peer: Postfix as its package ships it, with OpenDKIM as a milter for relaying, in folders of their own and on
 * free ports of 127.0.0.1. Needs root, like Postfix itself. The installation of the machine is not touched.
 */

import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { join } from "node:path";
import { start, stop } from "./child.ts";
import type { Server } from "./server.ts";

const MASTER = "/usr/lib/postfix/sbin/master";
const DOMAIN = "shop.example";
const READY_MS = 10_000;

export const hasPostfix = (): boolean =>
	process.getuid?.() === 0 && existsSync(MASTER) && existsSync("/usr/sbin/opendkim");

/** `sinkPort` null: everything that is accepted is held. */
export async function startPostfix(folder: string, sinkPort: number | null): Promise<Server> {
	const configuration = join(folder, "etc");
	for (const name of ["etc", "queue", "data", "dkim"]) mkdirSync(join(folder, name), { recursive: true });
	const postfixUser = execFileSync("id", ["-u", "postfix"], { encoding: "utf8" });
	chownSync(join(folder, "data"), Number(postfixUser), 0);
	const port = await freePort();
	const milterPort = await freePort();
	writeFileSync(join(configuration, "main.cf"), mainFile(folder, sinkPort, milterPort));
	writeFileSync(join(configuration, "master.cf"), masterFile(port));
	const dkim = sinkPort === null ? undefined : startOpenDkim(join(folder, "dkim"), milterPort);
	if (dkim !== undefined) await listening(milterPort);
	execFileSync("postfix", ["-c", configuration, "check"], { stdio: "ignore" });
	const master = start(MASTER, ["-c", configuration, "-d"], "ignore");
	await listening(port);
	const door = { host: "127.0.0.1", port, username: null, password: null };
	const children = dkim === undefined ? [master] : [master, dkim];
	return {
		name: dkim === undefined ? "Postfix" : "Postfix + OpenDKIM",
		version: `Postfix ${execFileSync("postconf", ["-h", "mail_version"], { encoding: "utf8" }).trim()}`,
		plain: door,
		secure: door,
		from: `billing@${DOMAIN}`,
		pids: children.map(({ pid }) => pid ?? 0),
		stop: async () => void (await Promise.all(children.map(stop))),
	};
}

const mainFile = (
	folder: string,
	sinkPort: number | null,
	milterPort: number,
): string => `compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = peer.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_client_connection_count_limit = 0
smtpd_tls_security_level = none
smtp_tls_security_level = none
maillog_file = ${folder}/log
maillog_file_prefixes = ${folder}
alias_maps =
alias_database =
local_recipient_maps =
smtp_dns_support_level = disabled
${
	sinkPort === null
		? "smtpd_client_restrictions = check_client_access static:HOLD"
		: `relayhost = [127.0.0.1]:${sinkPort}
smtpd_milters = inet:127.0.0.1:${milterPort}
milter_default_action = tempfail`
}
`;

/** The services that sending needs, as the package's master.cf has them, without chroot. */
const masterFile = (port: number): string => `127.0.0.1:${port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`;

function startOpenDkim(folder: string, port: number) {
	const { privateKey } = generateKeyPairSync("rsa", {
		modulusLength: 2_048,
		publicKeyEncoding: { type: "spki", format: "pem" },
		privateKeyEncoding: { type: "pkcs1", format: "pem" },
	});
	const keyFile = join(folder, "key.pem");
	writeFileSync(keyFile, privateKey, { mode: 0o600 });
	const configuration = join(folder, "opendkim.conf");
	writeFileSync(
		configuration,
		`Domain ${DOMAIN}
Selector bench
KeyFile ${keyFile}
Socket inet:${port}@127.0.0.1
Canonicalization relaxed/relaxed
Mode s
OversignHeaders From
Background no
AutoRestart no
UserID root
RequireSafeKeys no
PidFile ${join(folder, "pid")}
`,
	);
	return start("/usr/sbin/opendkim", ["-f", "-x", configuration], "ignore");
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, "close");
	return port;
}

async function listening(port: number): Promise<void> {
	for (let waitedMs = 0; waitedMs < READY_MS; waitedMs += 50) {
		const open = await new Promise<boolean>((resolve) => {
			const socket = connect(port, "127.0.0.1", () => resolve(true)).on("error", () => resolve(false));
			socket.once("connect", () => socket.destroy());
		});
		if (open) return;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error(`nothing listens on port ${port}`);
}

/** Postfix works as users of its own, which have to reach its folders. */
export function openForPeer(folder: string): void {
	chmodSync(folder, statSync(folder).mode | 0o755);
}
