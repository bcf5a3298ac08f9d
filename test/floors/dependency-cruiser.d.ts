declare module "*/.dependency-cruiser.mjs" {
	const configuration: { readonly forbidden: readonly { readonly name: string }[] };
	// biome-ignore lint/style/noDefaultExport: it describes a file that dependency-cruiser reads.
	export default configuration;
}
