/**
 * The text format of Prometheus, version 0.0.4: what is measured, its kind, and its values by label.
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */

export interface Sample {
	/** Names are ours; values come from small closed sets, never from strangers. */
	readonly labels?: Readonly<Record<string, string>>;
	readonly value: number;
}

export interface Metric {
	/** Lower case and underscores; a counter's ends with `_total`. */
	readonly name: string;
	readonly help: string;
	readonly kind: "counter" | "gauge";
	readonly samples: readonly Sample[];
}

export const CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

export const exposition = (metrics: readonly Metric[]): string =>
	metrics
		.map(({ name, help, kind, samples }) => {
			const lines = samples.map(({ labels, value }) => `${name}${labelled(labels)} ${number(value)}\n`);
			return `# HELP ${name} ${escaped(help)}\n# TYPE ${name} ${kind}\n${lines.join("")}`;
		})
		.join("");

/** For a metric that has one value. */
export const metric = (kind: Metric["kind"], name: string, help: string, value: number): Metric => ({
	kind,
	name,
	help,
	samples: [{ value }],
});

function labelled(labels: Sample["labels"] = {}): string {
	const pairs = Object.entries(labels).map(([name, value]) => `${name}="${quoted(value)}"`);
	return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

const escaped = (text: string): string => text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
const quoted = (text: string): string => escaped(text).replaceAll('"', '\\"');

/** Go's words for what is no number. */
function number(value: number): string {
	if (Number.isNaN(value)) return "NaN";
	if (Number.isFinite(value)) return String(value);
	return value > 0 ? "+Inf" : "-Inf";
}
