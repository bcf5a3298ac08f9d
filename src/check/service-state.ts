import type { Limits } from "../terms/limits.ts";
import { type Refusal, refuse } from "../terms/refusals/index.ts";
import type { ServiceState } from "../terms/submission.ts";
import type { Check } from "./check.ts";

/** Why no new mail is taken for now, whoever sends it. */
export const serviceTrouble = (service: ServiceState, limits: Limits): Refusal | undefined =>
	serviceNotOverloaded.decide({ service }, limits) ?? storageHasRoom.decide({ service }, limits);

/** Takes no new mail while the store lags or content in flight fills the memory set aside for it. */
export const serviceNotOverloaded: Check<{ readonly service: ServiceState }> = {
	mayRefuse: ["overloaded"],
	decide: ({ service }, limits) =>
		service.storeLagMs > limits.storeLagMs || service.contentInFlightBytes > limits.contentInFlightBytes
			? refuse("overloaded")
			: undefined,
};

/** Keeps room on the disk for what was accepted already: outcomes have to be written down too. */
export const storageHasRoom: Check<{ readonly service: ServiceState }> = {
	mayRefuse: ["storage-full"],
	decide: ({ service: { freeBytes, totalBytes } }, limits) =>
		freeBytes < (totalBytes * limits.minimumFreePercent) / 100 || freeBytes < 1.5 * limits.messageBytes
			? refuse("storage-full")
			: undefined,
};
