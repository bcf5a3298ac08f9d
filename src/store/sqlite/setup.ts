/** The SetupStore: seldom written, read at log-ins and by people. */

import type { SetupStore } from "../../setup/ports.ts";
import { accountStore } from "./accounts.ts";
import { apiKeyStore } from "./api-keys.ts";
import { dkimKeyStore } from "./dkim-keys.ts";
import type { LoginNotes } from "./login-notes.ts";
import { domainStore } from "./sending-domains.ts";
import type { SetUpTables } from "./set-up-tables.ts";
import { smtpUserStore } from "./smtp-users.ts";

export const setupStore = (tables: SetUpTables, notes: LoginNotes): SetupStore => ({
	...accountStore(tables),
	...domainStore(tables),
	...dkimKeyStore(tables),
	...smtpUserStore(tables, notes),
	...apiKeyStore(tables, notes),
});
