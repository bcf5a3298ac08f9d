/** A QR code (ISO/IEC 18004) as a path: dark on light in both themes, as cameras want it. */

import encodeQR from "qr";

/** Modules of quiet zone around it, which the standard asks for. */
const QUIET = 4;

export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
	const rows = encodeQR(text, "raw", { border: QUIET });
	const path = rows
		.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")))
		.join("");
	return (
		<svg
			role="img"
			aria-label={label}
			viewBox={`0 0 ${rows.length} ${rows.length}`}
			shapeRendering="crispEdges"
			className="size-56 rounded-md border border-line"
		>
			<rect width="100%" height="100%" fill="#fff" />
			<path d={path} fill="#000" />
		</svg>
	);
}
