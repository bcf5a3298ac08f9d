/** How the web app is built: everything from us, nothing inline, names that change with what is in them. */

import tailwind from "@tailwindcss/vite";
import type { InlineConfig } from "vite";

/** Browsers that know light-dark(), which the colours are made of. */
const BROWSERS = ["chrome123", "firefox121", "safari17.5"];

export const options = (root: string, outDir: string): InlineConfig => ({
	configFile: false,
	envDir: false,
	root,
	base: "/",
	logLevel: "error",
	plugins: [tailwind()],
	oxc: { jsx: { runtime: "automatic", importSource: "react", development: false } },
	build: {
		outDir,
		emptyOutDir: true,
		assetsDir: "app",
		target: BROWSERS,
		cssTarget: BROWSERS,
		// The content security policy allows no data: addresses.
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
		reportCompressedSize: false,
		chunkSizeWarningLimit: 700,
	},
});
