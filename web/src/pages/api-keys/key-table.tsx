import type { ApiKey } from "../../api/schema.ts";
import { Button } from "../../ui/button.tsx";
import { permissionWords } from "../../ui/permission-words.ts";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { Tooltip } from "../../ui/tooltip.tsx";
import { useWords } from "../../words/use-words.ts";
import { presetOf } from "./presets.ts";
import { apiKeyWords } from "./words.ts";

export function KeyTable({
	keys,
	mayChange,
	onChange,
	onRemove,
}: {
	readonly keys: readonly ApiKey[];
	readonly mayChange: boolean;
	readonly onChange: (apiKey: ApiKey) => void;
	readonly onRemove: (apiKey: ApiKey) => void;
}) {
	const words = useWords(apiKeyWords);
	const columns: readonly Column<ApiKey>[] = [
		{
			id: "name",
			header: words.name,
			cell: ({ name }) => <span className="font-semibold wrap-anywhere">{name}</span>,
		},
		{
			id: "may",
			header: words.may,
			cell: ({ permissions }) => (
				<span className="whitespace-nowrap">
					<May granted={permissions} />
				</span>
			),
		},
		{
			id: "used",
			header: words.lastUsed,
			cell: ({ lastUsedAt }) =>
				lastUsedAt == null ? <span className="text-quiet">{words.never}</span> : <Time at={lastUsedAt} />,
		},
		{ id: "until", header: words.expires, cell: ({ expiresAt }) => <Expiry at={expiresAt ?? null} /> },
		{ id: "made", header: words.made, cell: ({ createdAt }) => <Time at={createdAt} form="date" /> },
	];
	const actions: Column<ApiKey> = {
		id: "actions",
		header: words.actions,
		hideHeader: true,
		align: "end",
		cell: (apiKey) => (
			<span className="inline-flex gap-2 max-sm:flex-wrap sm:justify-end">
				<Button size="small" onClick={() => onChange(apiKey)}>
					{words.change}
					<span className="sr-only">: {apiKey.name}</span>
				</Button>
				<Button size="small" kind="danger" onClick={() => onRemove(apiKey)}>
					{words.remove.act}
					<span className="sr-only">: {apiKey.name}</span>
				</Button>
			</span>
		),
	};
	return (
		<Table
			label={words.title}
			columns={mayChange ? [...columns, actions] : columns}
			rows={keys}
			rowKey={({ id }) => id}
		/>
	);
}

function May({ granted }: { readonly granted: ApiKey["permissions"] }) {
	const words = useWords(apiKeyWords).permissions;
	const names = useWords(permissionWords);
	const preset = presetOf(granted ?? null);
	if (preset !== undefined) return words.presets[preset];
	const list = (granted ?? []).map((permission) => names[permission]);
	return (
		<Tooltip
			text={
				<ul className="list-disc pl-4">
					{list.map((name) => (
						<li key={name}>{name}</li>
					))}
				</ul>
			}
		>
			<button type="button" className="underline decoration-dotted underline-offset-4">
				{words.count(list.length)}
			</button>
		</Tooltip>
	);
}

function Expiry({ at }: { readonly at: string | null }) {
	const words = useWords(apiKeyWords);
	if (at === null) return <span className="text-quiet">{words.never}</span>;
	if (Date.parse(at) > Date.now()) return <Time at={at} />;
	return (
		<span className="text-red">
			{words.expired} <Time at={at} />
		</span>
	);
}
