/**
 * Who may send, and to whom not: accounts, sending domains, SMTP users, API keys, suppressions, and what the rest of
 * the service asks about them. Every change goes through here, which is how what is kept in memory stays true.
 *
 * Who may change what is not decided here: the doors do that, in src/serve/api/access.ts.
 */

import { DAY, SECOND } from "../terms/clock.ts";
import type { SendingDomain } from "../terms/identity.ts";
import { type Accounts, createAccounts } from "./accounts.ts";
import { type ApiKeys, createApiKeys } from "./api-keys.ts";
import { createDirectory, type Directory } from "./directory.ts";
import { createGenerator } from "./keys/generator.ts";
import { createKeyKeeper } from "./keys/keeper.ts";
import type { KeyPolicy } from "./keys/stages.ts";
import { createKeyTask, type KeyTask } from "./keys/task.ts";
import type { AuditStore, SetupPorts } from "./ports.ts";
import { createReturnPaths, type ReturnPaths } from "./return-paths.ts";
import { deriveKey, keyedHash } from "./secrets.ts";
import { createSendingDomains, type SendingDomains } from "./sending-domains.ts";
import { createSigningKeys, type SigningKeys } from "./signing-keys.ts";
import { createSmtpUsers, type SmtpUsers } from "./smtp-users.ts";
import { createVerificationSchedule, type VerificationSchedule } from "./verification/index.ts";
import { createServiceZone, KEY_TTL_SECONDS, type ServiceZone } from "./zone.ts";

export type { AccountChange, Accounts, NewAccount } from "./accounts.ts";
export type { ApiKeys, KeyBounds, KeyCheck, WithToken } from "./api-keys.ts";
export type { BillingPeriod } from "./billing-period.ts";
export type { Directory } from "./directory.ts";
export {
	checks as doctorChecks,
	createDoctor,
	type Doctor,
	findingStates,
	stateOf as findingState,
	tell as tellFinding,
} from "./doctor/index.ts";
export { isProblem, type Problem } from "./problem.ts";
export type { RecordToPublish } from "./records.ts";
export type { ReturnPaths } from "./return-paths.ts";
export type { DomainSettings, KeyToSee, SendingDomains } from "./sending-domains.ts";
export type { SigningKeys } from "./signing-keys.ts";
export type { SmtpUserSettings, SmtpUsers, WithPassword } from "./smtp-users.ts";
export {
	createSuppressions,
	type ImportReport,
	type NewSuppression,
	type Suppressions,
} from "./suppressions/index.ts";
export { createVerifier, hintWords, type VerificationSchedule } from "./verification/index.ts";
export type { ServiceZone, ZoneChange } from "./zone.ts";

export interface Setup {
	readonly accounts: Accounts;
	readonly domains: SendingDomains;
	readonly smtpUsers: SmtpUsers;
	readonly apiKeys: ApiKeys;
	readonly audit: AuditStore;
	/** For the submission door. */
	readonly directory: Directory;
	/** For relaying. */
	readonly signingKeys: SigningKeys;
	readonly returnPaths: ReturnPaths;
	/** For who answers for the operator's zone. */
	readonly zone: ServiceZone;
	/** Moves keys on as time passes. */
	readonly keyTask: KeyTask;
	/** Looks domains' records up as time passes: for who starts it, where there is a verifier. */
	readonly checkTask: VerificationSchedule;
}

export interface SetupConfiguration {
	/** The domain under which the targets of the customers' CNAMEs are: the operator's, "relay.example". */
	readonly zone: string;
	/** The host of the inbound door. Default: the zone. */
	readonly inboundHost?: string;
	/** IP addresses that mail leaves from. Default: whatever addresses `inboundHost` has. */
	readonly egressAddresses?: readonly string[];
	readonly keys?: Partial<Pick<KeyPolicy, "rotateAfterMs" | "publishedMs">>;
}

const defaultKeyPolicy: KeyPolicy = {
	rotateAfterMs: 90 * DAY,
	publishedMs: 12 * DAY,
	cacheMs: KEY_TTL_SECONDS * SECOND,
};

export function createSetup(ports: SetupPorts, configuration: SetupConfiguration): Setup {
	const passwords = keyedHash(deriveKey(ports.serverKey, "smtp-password"));
	const tokens = keyedHash(deriveKey(ports.serverKey, "api-key"));
	const sealKey = deriveKey(ports.serverKey, "dkim-private-key");
	const { zone: zoneName, inboundHost = zoneName, egressAddresses = [] } = configuration;
	const { store, clock, randomBytes, fault = () => undefined } = ports;

	const directory = createDirectory(ports, passwords);
	const signingKeys = createSigningKeys(ports, sealKey);
	const returnPaths = createReturnPaths(ports);
	const zone = createServiceZone(store, { zone: zoneName, inboundHost, egressAddresses });
	const changed = ({ id, name }: SendingDomain): void => {
		directory.domainChanged(id);
		signingKeys.domainChanged(name);
		returnPaths.domainChanged(name);
		checkTask.changed();
	};
	const keeper = createKeyKeeper({
		store,
		clock,
		randomBytes,
		generator: createGenerator(ports.generateKey),
		sealKey,
		policy: { ...defaultKeyPolicy, ...configuration.keys },
		canCheck: ports.verifier !== undefined,
		changed(domain, before, after) {
			zone.keysChanged(domain.id, before, after);
			changed(domain);
		},
		fault,
	});
	const domains = createSendingDomains(ports, {
		zone: zoneName,
		keeper,
		changed,
		added(domain, keys) {
			zone.domainAdded(domain.id, keys);
			changed(domain);
		},
		removed(domain) {
			zone.domainRemoved(domain.id);
			changed(domain);
		},
	});
	const checkTask = createVerificationSchedule({ store, clock, fault, check: domains.check });
	return {
		accounts: createAccounts(ports, directory.accountChanged),
		domains,
		smtpUsers: createSmtpUsers(ports, passwords, directory.smtpUserChanged),
		apiKeys: createApiKeys(ports, tokens),
		audit: ports.audit,
		directory,
		signingKeys,
		returnPaths,
		zone,
		keyTask: createKeyTask({ store, keeper, clock, fault }),
		checkTask,
	};
}
