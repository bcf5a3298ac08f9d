/** Takes mail and keeps each message as `<local part of its recipient>.eml`. Usage: sink.ts PORT-FILE FOLDER */

import { writeFileSync } from "node:fs";
import path from "node:path";
import { startSink } from "../../test/support/sink.ts";

const [portFile = "", folder = ""] = process.argv.slice(2);
const sink = await startSink({ offers: ["SMTPUTF8"] });
const { messages } = sink;
messages.push = (...fresh) => {
	for (const { to, content } of fresh)
		writeFileSync(path.join(folder, `${(to[0] ?? "").split("@")[0]}.eml`), content);
	return fresh.length;
};
writeFileSync(portFile, String(sink.port));
