/** The contract of the counters, held against SQLite: in a file of its own, because it is a fuzz test. */

import { fuzzRuns } from "../support/fuzz.ts";
import { openTestStore } from "../support/store.ts";
import { countersContract } from "./counters.ts";

countersContract("sqlite", openTestStore, fuzzRuns(10));
