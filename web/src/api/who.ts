/** The parts of GET /v1/me by their names. */

import type { Me } from "./schema.ts";

export type { Me };
export type Person = NonNullable<Me["person"]>;
export type Membership = Me["accounts"][number];
export type Permission = Membership["permissions"][number];
export type Service = Me["service"];
