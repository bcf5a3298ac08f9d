/** The operator's API key, as a file. */

import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isProblem, type Setup } from "./setup/index.ts";
import { COMMAND_LINE } from "./terms/audit.ts";
import { secretFile } from "./world/secret-file.ts";

/**
 * The operator's API key lies in the data folder, for the command line on this machine. One that the store does not
 * know, because the database is another one by now, is replaced.
 */
export async function operatorKey(folder: string, setup: Setup): Promise<void> {
	const file = join(folder, "operator.key");
	if (existsSync(file)) {
		const token = secretFile(file, () => Buffer.alloc(0)).toString();
		if ((await setup.apiKeys.authenticate(token, "this process")).kind === "key") return;
		rmSync(file);
	}
	const created = await setup.apiKeys.create(null, COMMAND_LINE);
	if (isProblem(created)) throw new Error(created.detail);
	secretFile(file, () => Buffer.from(created.token));
}
