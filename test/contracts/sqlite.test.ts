/** The contracts of all that is stored, held against SQLite. */

import { openTestStore } from "../support/store.ts";
import { activityContract } from "./activity.ts";
import { auditContract } from "./audit.ts";
import { idempotencyContract } from "./idempotency.ts";
import { messageEventContract } from "./message-events.ts";
import { outboxContract } from "./outbox.ts";
import { peopleContract } from "./people.ts";
import { plansContract } from "./plans.ts";
import { queueContract } from "./queue.ts";
import { reportContract } from "./report.ts";
import { reportedContract } from "./reported.ts";
import { retentionContract } from "./retention.ts";
import { setupContract } from "./setup.ts";
import { spoolContract } from "./spool.ts";
import { steeringContract } from "./steering.ts";
import { suppressionContract } from "./suppressions.ts";
import { waitingMailContract } from "./waiting-mail.ts";
import { webhookContract } from "./webhooks.ts";

spoolContract("sqlite", openTestStore);
idempotencyContract("sqlite", openTestStore);
queueContract("sqlite", openTestStore);
waitingMailContract("sqlite", openTestStore);
steeringContract("sqlite", openTestStore);
activityContract("sqlite", openTestStore);
reportContract("sqlite", openTestStore);
reportedContract("sqlite", openTestStore);
retentionContract("sqlite", openTestStore);
setupContract("sqlite", openTestStore);
plansContract("sqlite", openTestStore);
suppressionContract("sqlite", openTestStore);
auditContract("sqlite", openTestStore);
outboxContract("sqlite", openTestStore);
webhookContract("sqlite", openTestStore);
messageEventContract("sqlite", openTestStore);
peopleContract("sqlite", openTestStore);
