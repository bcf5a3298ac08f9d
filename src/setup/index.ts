/**
 * Who may send, and to whom not: accounts, sending domains, SMTP users, API keys, suppressions, and what the rest of
 * the service asks about them. Every change goes through here, which is how what is kept in memory stays true.
 *
 * Who may change what is not decided here: the doors do that, in src/serve/api/access.ts.
 */

import { DAY, SECOND } from "../terms/clock.ts";
import type { SendingDomain } from "../terms/identity.ts";
import { type ApiKeys, createApiKeys } from "./api-keys.ts";
import type { AuditStore } from "./audit-ports.ts";
import { type Billing, createBilling } from "./billing.ts";
import { createDirectory, type Directory } from "./directory.ts";
import { createDmarcDesk, type DmarcDesk } from "./dmarc/index.ts";
import { createGenerator } from "./keys/generator.ts";
import { createKeyKeeper } from "./keys/keeper.ts";
import type { KeyPolicy } from "./keys/stages.ts";
import { createKeyTask, type KeyTask } from "./keys/task.ts";
import type { SetupPorts } from "./ports.ts";
import { createReturnPaths, type ReturnPaths } from "./return-paths.ts";
import { deriveKey, keyedHash } from "./secrets.ts";
import { createSendingDomains, type SendingDomains } from "./sending-domains.ts";
import { createSigningKeys, type SigningKeys } from "./signing-keys.ts";
import { createSmtpUsers, type SmtpUsers } from "./smtp-users.ts";
import { createVerificationSchedule, type VerificationSchedule } from "./verification/index.ts";
import { createServiceZone, KEY_TTL_SECONDS, type ServiceZone } from "./zone.ts";

export type { AccountChange } from "./account-fields.ts";
export type { Accounts, NewAccount } from "./accounts.ts";
export type { ApiKeys, KeyBounds, KeyCheck, WithToken } from "./api-keys.ts";
export type { BillingPeriod } from "./billing-period.ts";
export type { Directory } from "./directory.ts";
export { type DmarcReport, dmarcFindings, dmarcStates, tellDmarc } from "./dmarc/index.ts";
export {
	checks as doctorChecks,
	createDoctor,
	type Doctor,
	findingStates,
	stateOf as findingState,
	tell as tellFinding,
} from "./doctor/index.ts";
export {
	createPeople,
	type Invited,
	isEmailChangeToken,
	isInvitationToken,
	type People,
} from "./people/index.ts";
export { forgetInTime } from "./people/retention.ts";
export type { NewPlan, Plans } from "./plans/catalogue.ts";
export type { PlanRequests } from "./plans/requests.ts";
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

export interface Setup extends Billing {
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
	/** What receivers make of a domain's DMARC policy. */
	readonly dmarc: DmarcDesk;
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
	/** Whether the inbound door is open, so that mail leaves with envelope senders at return-path hosts. Default: true. */
	readonly inboundEnabled?: boolean;
	/** IP addresses that mail leaves from. Default: whatever addresses `inboundHost` has. */
	readonly egressAddresses?: readonly string[];
	/** How long an account can be restored after it was deleted. Default: 30 days. */
	readonly deletionGraceMs?: number;
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
		...createBilling(ports, { directory, domains, graceMs: configuration.deletionGraceMs, fault }),
		domains,
		smtpUsers: createSmtpUsers(ports, passwords, directory.smtpUserChanged),
		apiKeys: createApiKeys(ports, tokens),
		audit: ports.audit,
		directory,
		signingKeys,
		returnPaths,
		zone,
		dmarc: createDmarcDesk(ports.lookUps, { usesReturnPaths: configuration.inboundEnabled ?? true }),
		keyTask: createKeyTask({ store, keeper, clock, fault }),
		checkTask,
	};
}
