/** The ApiKeyStore. */

import type { ApiKeyStore } from "../../setup/ports.ts";
import type { ApiKey } from "../../terms/identity.ts";
import type { LoginNotes } from "./login-notes.ts";
import type { SetUpTables, Table } from "./set-up-tables.ts";
import { API_KEY_COLUMNS, apiKeyOf, apiKeyRow } from "./setup-rows.ts";
import { insert, jsonOrNull } from "./setup-statements.ts";

const apiKeys: Table<ApiKey> = { name: "api_key", columns: API_KEY_COLUMNS, of: apiKeyOf };

export const apiKeyStore = (tables: SetUpTables, notes: LoginNotes): ApiKeyStore => ({
	async insertApiKey(key) {
		await tables.write(insert("api_key", API_KEY_COLUMNS, apiKeyRow(key)));
	},

	apiKey: (id) => tables.find(apiKeys, "id", id),

	apiKeys: (account, page) => tables.list(apiKeys, account, page),

	updateApiKey: (id, { name, permissions, expiresAt }) =>
		tables.update(apiKeys, id, {
			name,
			permissions: jsonOrNull(permissions),
			expires_at: expiresAt,
		}),

	noteApiKeyUse: (id, at) => notes.keyUse(id, at),

	deleteApiKey: (id) => tables.remove(apiKeys, id),
});
