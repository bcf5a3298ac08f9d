/** How what stands in a dialog closes it; null outside of one. */

import { createContext } from "react";

export const DialogContext = createContext<(() => void) | null>(null);
