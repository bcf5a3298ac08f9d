/** The form of a setting, and of a section of settings. */

import { z } from "zod";

/** `about` is a sentence or two for the operator. */
export const at = <Schema extends z.ZodType>(schema: Schema, about: string): Schema => schema.describe(about);

/** A table of the file. Left out, each of its settings has its default. */
export const section = <Shape extends z.ZodRawShape>(shape: Shape) =>
	z.strictObject(shape).prefault({} as never);
