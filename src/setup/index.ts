/**
 * Who may send, and to whom not: accounts, sending domains, SMTP users, API keys, suppressions, and what the rest of
 * the service asks about them. Every change goes through here, which is how what is kept in memory stays true.
 *
 * Who may change what is not decided here: the doors do that, in src/serve/api/access.ts.
 */

import { type Accounts, createAccounts } from "./accounts.ts";
import { type ApiKeys, createApiKeys } from "./api-keys.ts";
import { createDirectory, type Directory } from "./directory.ts";
import type { SetupPorts } from "./ports.ts";
import { deriveKey, keyedHash } from "./secrets.ts";
import { createSendingDomains, type SendingDomains } from "./sending-domains.ts";
import { createSigningKeys, type SigningKeys } from "./signing-keys.ts";
import { createSmtpUsers, type SmtpUsers } from "./smtp-users.ts";

export type { AccountChange, Accounts, NewAccount } from "./accounts.ts";
export type { ApiKeys, KeyCheck, WithToken } from "./api-keys.ts";
export type { BillingPeriod } from "./billing-period.ts";
export type { Directory } from "./directory.ts";
export { isProblem, type Problem } from "./problem.ts";
export type { RecordToPublish } from "./records.ts";
export type { SendingDomains } from "./sending-domains.ts";
export type { SigningKeys } from "./signing-keys.ts";
export type { SmtpUserSettings, SmtpUsers, WithPassword } from "./smtp-users.ts";
export {
	createSuppressions,
	type ImportReport,
	type NewSuppression,
	type Suppressions,
} from "./suppressions/index.ts";

export interface Setup {
	readonly accounts: Accounts;
	readonly domains: SendingDomains;
	readonly smtpUsers: SmtpUsers;
	readonly apiKeys: ApiKeys;
	/** For the submission door. */
	readonly directory: Directory;
	/** For relaying. */
	readonly signingKeys: SigningKeys;
}

export interface SetupConfiguration {
	/** The domain under which the targets of the customers' CNAMEs are: the operator's, "relay.example". */
	readonly zone: string;
}

export function createSetup(ports: SetupPorts, { zone }: SetupConfiguration): Setup {
	const passwords = keyedHash(deriveKey(ports.serverKey, "smtp-password"));
	const tokens = keyedHash(deriveKey(ports.serverKey, "api-key"));
	const sealKey = deriveKey(ports.serverKey, "dkim-private-key");

	const directory = createDirectory(ports, passwords);
	const signingKeys = createSigningKeys(ports, sealKey);
	return {
		accounts: createAccounts(ports, directory.accountChanged),
		domains: createSendingDomains(ports, { zone, sealKey }, ({ id, name }) => {
			directory.domainChanged(id);
			signingKeys.domainChanged(name);
		}),
		smtpUsers: createSmtpUsers(ports, passwords, directory.smtpUserChanged),
		apiKeys: createApiKeys(ports, tokens),
		directory,
		signingKeys,
	};
}
