/** The articles as they ship, with the usual limits in them. */

import { acceptedTypes } from "../../src/terms/attachments.ts";
import { defaultLimits } from "../../src/terms/limits.ts";
import { openHelp } from "../../src/world/help/index.ts";

export const aHelp = openHelp({ limits: defaultLimits, acceptedTypes, url: () => "https://relay.example" });
