/**
 * Settings to paste, for programs that many people use: as text in the program's own language, or as the fields of a
 * form. Wherever a program can, it insists on TLS instead of falling back to a password in the clear.
 */

import { frameworks } from "./frameworks.ts";
import { libraries } from "./libraries.ts";
import type { Program } from "./program.ts";
import { systems } from "./systems.ts";

export const programs: readonly Program[] = [...libraries, ...frameworks, ...systems];
