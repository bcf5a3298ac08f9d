/**
 * A light load generator in a process of its own: raw sockets, commands pipelined as clients do, one message after
 * the other on each connection. Reads its task as JSON from the command line, prints its result as JSON.
 */

import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { type ContentKind, contentOf } from "./content.ts";

export interface Task {
	readonly host: string;
	readonly port: number;
	readonly connections: number;
	readonly messages: number;
	readonly content: ContentKind;
	readonly contentBytes: number;
	readonly recipients: number;
	readonly from: string;
	readonly recipientDomain: string;
	readonly startTls: boolean;
	readonly newConnectionEach: boolean;
	readonly username: string | null;
	readonly password: string | null;
}

export interface Result {
	readonly seconds: number;
	readonly accepted: number;
	readonly refused: number;
	readonly medianMs: number;
	readonly p99Ms: number;
	readonly cpuSeconds: number;
}

class Client {
	#socket: Socket;
	#held = "";
	#wake: (() => void) | undefined;

	constructor(socket: Socket) {
		this.#socket = socket;
		this.#listen();
	}

	#listen(): void {
		this.#socket.setEncoding("latin1");
		this.#socket.on("data", (text: string) => {
			this.#held += text;
			this.#wake?.();
		});
		this.#socket.on("error", (error) => {
			console.error(error.message);
			process.exit(1);
		});
	}

	/** The last line of the next reply. */
	async reply(): Promise<string> {
		for (;;) {
			let from = 0;
			for (;;) {
				const end = this.#held.indexOf("\r\n", from);
				if (end < 0) break;
				const line = this.#held.slice(from, end);
				from = end + 2;
				if (line[3] !== "-") {
					this.#held = this.#held.slice(from);
					return line;
				}
			}
			await new Promise<void>((resolve) => {
				this.#wake = resolve;
			});
		}
	}

	write(octets: string | Buffer): void {
		this.#socket.write(octets);
	}

	async secure(): Promise<void> {
		this.#socket.removeAllListeners();
		const secure = connectTls({ socket: this.#socket, rejectUnauthorized: false });
		await new Promise<void>((resolve) => secure.once("secureConnect", resolve));
		this.#socket = secure;
		this.#listen();
	}

	end(): void {
		this.#socket.removeAllListeners("data");
		this.#socket.end("QUIT\r\n");
		this.#socket.resume();
	}
}

async function open(task: Task): Promise<Client> {
	const socket = connect({ host: task.host, port: task.port, noDelay: true });
	await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
	const client = new Client(socket);
	await client.reply();
	client.write("EHLO generator.example\r\n");
	await client.reply();
	if (task.startTls) {
		client.write("STARTTLS\r\n");
		await client.reply();
		await client.secure();
		client.write("EHLO generator.example\r\n");
		await client.reply();
	}
	if (task.username !== null) {
		const secret = Buffer.from(`\0${task.username}\0${task.password}`).toString("base64");
		client.write(`AUTH PLAIN ${secret}\r\n`);
		const answer = await client.reply();
		if (!answer.startsWith("235")) throw new Error(answer);
	}
	return client;
}

async function main(task: Task): Promise<Result> {
	const body = contentOf(task.content, task.contentBytes, task.from, `r@${task.recipientDomain}`);
	const latencies: number[] = [];
	let left = task.messages;
	let accepted = 0;
	let refused = 0;
	let serial = 0;
	const opened = task.newConnectionEach
		? []
		: await Promise.all(Array.from({ length: task.connections }, () => open(task)));
	const cpu = process.cpuUsage();
	const start = performance.now();
	const work = async (kept: Client | undefined): Promise<void> => {
		while (left-- > 0) {
			const client = kept ?? (await open(task));
			const envelope = [`MAIL FROM:<${task.from}>\r\n`];
			for (let r = 0; r < task.recipients; r++)
				envelope.push(`RCPT TO:<r${serial}.${r}@${task.recipientDomain}>\r\n`);
			serial++;
			const from = performance.now();
			client.write(`${envelope.join("")}DATA\r\n`);
			for (let i = 0; i < 1 + task.recipients; i++) await client.reply();
			const go = await client.reply();
			if (!go.startsWith("354")) throw new Error(go);
			client.write(body);
			const answer = await client.reply();
			latencies.push(performance.now() - from);
			if (answer.startsWith("250")) accepted++;
			else refused++;
			if (kept === undefined) client.end();
		}
	};
	await Promise.all(
		task.newConnectionEach
			? Array.from({ length: task.connections }, () => work(undefined))
			: opened.map((client) => work(client)),
	);
	const seconds = (performance.now() - start) / 1_000;
	const { user, system } = process.cpuUsage(cpu);
	for (const client of opened) client.end();
	latencies.sort((a, b) => a - b);
	const at = (share: number): number => latencies[Math.floor((latencies.length - 1) * share)] ?? 0;
	return {
		seconds,
		accepted,
		refused,
		medianMs: at(0.5),
		p99Ms: at(0.99),
		cpuSeconds: (user + system) / 1e6,
	};
}

if (import.meta.main) console.log(JSON.stringify(await main(JSON.parse(process.argv[2] ?? "{}") as Task)));
