/** The few icons that are used, drawn on 16 × 16; each stands beside a word or has a label where it is used. */

const paths = {
	copy: "M6 5.5h7v8H6zM10 5.5v-3H3v8h3",
	check: "m3 8.5 3.2 3.2L13 4.8",
	chevron: "m4 6 4 4 4-4",
	close: "m4 4 8 8m0-8-8 8",
	person: "M8 8a2.75 2.75 0 1 0 0-5.5A2.75 2.75 0 0 0 8 8Zm-5.25 5.5c.4-2.6 2.4-4 5.25-4s4.85 1.4 5.25 4",
	search: "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9Zm3.3-1.2 3.2 3.2",
	external: "M9 3h4v4M13 3 7.5 8.5M11 9.5V13H3V5h3.5",
	warning: "M8 2.5 14 13H2ZM8 6.5v3m0 1.6v.2",
	info: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Zm0-6.5V11m0-6v.2",
	plus: "M8 3v10M3 8h10",
	refresh: "M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3",
	arrow: "M3 8h10M9 4l4 4-4 4",
	pause: "M5.5 3.5v9M10.5 3.5v9",
} as const;

export type IconName = keyof typeof paths;

export const Icon = ({
	name,
	className = "size-4",
}: {
	readonly name: IconName;
	readonly className?: string;
}) => (
	<svg viewBox="0 0 16 16" className={`shrink-0 ${className}`} aria-hidden="true">
		<path
			d={paths[name]}
			fill="none"
			stroke="currentColor"
			strokeWidth="1.5"
			strokeLinecap="round"
			strokeLinejoin="round"
		/>
	</svg>
);

/** The postmark of the service. */
export const Postmark = ({ className = "size-6" }: { readonly className?: string }) => (
	<svg viewBox="0 0 32 32" className={`shrink-0 text-accent ${className}`} aria-hidden="true">
		<g fill="none" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" strokeLinejoin="round">
			<circle cx="13" cy="16" r="9.6" />
			<path d="M8.6 19.6 13 10.8l4.4 8.8M10.2 16.9h5.6" />
			<path d="M24.4 11c2-1.6 3 1.6 5.4 0M25.2 16c1.6-1.6 2.4 1.6 4.6 0M24.4 21c2-1.6 3 1.6 5.4 0" />
		</g>
	</svg>
);
