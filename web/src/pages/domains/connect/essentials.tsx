/** What every program has to be told, whatever it calls it. */

import type { Service } from "../../../api/me.ts";
import { CopyableCode } from "../../../ui/code.tsx";
import { useWords } from "../../../words/use-words.ts";
import { connectWords } from "./words.ts";

export function Essentials({
	service: {
		submission: { hostname, ports },
	},
	username,
	password,
	domain,
}: {
	readonly service: Service;
	readonly username: string;
	/** Where it is known. */
	readonly password?: string;
	readonly domain: string;
}) {
	const words = useWords(connectWords);
	const lines = [
		[words.fields.server, hostname],
		[words.starttlsPort, String(ports.starttls)],
		[words.tlsPort, String(ports.tls)],
		[words.fields.username, username],
		...(password === undefined ? [] : [[words.fields.password, password] as const]),
	] as const;
	return (
		<dl className="grid items-center gap-x-4 gap-y-2 sm:grid-cols-[12rem_1fr]">
			{lines.map(([label, value]) => (
				<div key={label} className="contents">
					<dt className="text-quiet max-sm:-mb-1">{label}</dt>
					<dd className="min-w-0">
						<CopyableCode value={value} what={label} />
					</dd>
				</div>
			))}
			<div className="contents">
				<dt className="text-quiet max-sm:-mb-1">{words.fields.from}</dt>
				<dd>{words.anyAddressOf(domain)}</dd>
			</div>
		</dl>
	);
}
