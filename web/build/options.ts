/** How the web app is built: everything from us, nothing inline, names that change with what is in them. */

import tailwind from "@tailwindcss/vite";
import type { InlineConfig, Plugin } from "vite";
import { chunkFileName, chunkGroups } from "./chunks.ts";

/** Browsers that know light-dark(), which the colours are made of. */
const BROWSERS = ["chrome123", "firefox121", "safari17.5"];

/** What every page is read in: asked for with the page, so that text does not move when they come. */
const FONTS = ["ibm-plex-sans-latin-400-normal", "ibm-plex-sans-latin-600-normal"];

const fontsWithThePage: Plugin = {
	name: "fonts-with-the-page",
	transformIndexHtml: {
		order: "post",
		handler: (_, { bundle = {} }) =>
			Object.keys(bundle)
				.filter((file) => FONTS.some((font) => file.includes(`/${font}-`)))
				.map((file) => ({
					tag: "link",
					attrs: { rel: "preload", as: "font", type: "font/woff2", href: `/${file}`, crossorigin: true },
					injectTo: "head-prepend",
				})),
	},
};

export const options = (root: string, outDir: string): InlineConfig => ({
	configFile: false,
	envDir: false,
	root,
	base: "/",
	logLevel: "error",
	plugins: [tailwind(), fontsWithThePage],
	oxc: { jsx: { runtime: "automatic", importSource: "react", development: false } },
	build: {
		outDir,
		emptyOutDir: true,
		assetsDir: "app",
		// Which scripts a page is made of: the server names them in the page.
		manifest: "manifest.json",
		target: BROWSERS,
		cssTarget: BROWSERS,
		// The content security policy allows no data: addresses.
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
		rolldownOptions: {
			output: { codeSplitting: { groups: chunkGroups(root) }, chunkFileNames: chunkFileName },
		},
		reportCompressedSize: false,
		chunkSizeWarningLimit: 700,
	},
});
