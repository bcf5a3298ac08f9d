/**
 * A receiving server that takes everything and checks nothing, in a process of its own: the floor of what receiving
 * costs. Prints its port; then a line with the count of messages whenever it is sent a line.
 */

import { type AddressInfo, createServer } from "node:net";

const END = Buffer.from("\r\n.\r\n");
let messages = 0;
let recipients = 0;

const server = createServer({ noDelay: true }, (socket) => {
	let inContent = false;
	let held = Buffer.alloc(0) as Buffer;
	socket.write("220 sink.example ESMTP\r\n");
	socket.on("error", () => socket.destroy());
	socket.on("data", (chunk: Buffer) => {
		held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
		let out = "";
		for (;;) {
			if (inContent) {
				const end = held.indexOf(END);
				if (end < 0) {
					held = held.subarray(Math.max(0, held.length - END.length + 1));
					break;
				}
				held = held.subarray(end + END.length);
				inContent = false;
				messages++;
				out += "250 2.0.0 Taken\r\n";
				continue;
			}
			const end = held.indexOf("\r\n");
			if (end < 0) break;
			const verb = held.toString("latin1", 0, 4).toUpperCase();
			held = held.subarray(end + 2);
			if (verb === "EHLO")
				out += "250-sink.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 100000000\r\n";
			else if (verb === "DATA") {
				inContent = true;
				out += "354 Go\r\n";
				held = Buffer.concat([Buffer.from("\r\n"), held]);
			} else if (verb === "QUIT") {
				socket.end(`${out}221 2.0.0 Bye\r\n`);
				return;
			} else {
				if (verb === "RCPT") recipients++;
				out += "250 2.0.0 OK\r\n";
			}
		}
		if (out !== "") socket.write(out);
	});
});

server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
process.stdin.on("data", () => console.log(JSON.stringify({ messages, recipients })));
process.stdin.on("end", () => process.exit(0));
