/** How the reader wants pages: what was chosen in the web app, which keeps it in two cookies; only known values count. */

import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { type Language, languages } from "../../terms/refusals/index.ts";
import { languageOf } from "./language.ts";

const themes = ["system", "light", "dark"] as const;

export const themeOf = (c: Context): (typeof themes)[number] =>
	themes.find((theme) => theme === getCookie(c, "angarium-theme")) ?? "system";

/** Else what the browser prefers. */
export const readerLanguage = (c: Context): Language =>
	languages.find((language) => language === getCookie(c, "angarium-language")) ??
	languageOf(c.req.header("accept-language"));

/** Whether the browser has a session, which may be over: the API says who it is. */
export const hasSession = (c: Context): boolean =>
	Object.keys(getCookie(c)).some((name) => name.endsWith(".session_token"));
