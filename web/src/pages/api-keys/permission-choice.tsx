/** What a key may do: by one of the usual sets, or each by itself. Nobody gives what they do not have. */

import { useState } from "react";
import { type Permission, permissions } from "../../../../src/terms/permissions.ts";
import { useSession } from "../../api/me.ts";
import { Checkbox } from "../../ui/field.tsx";
import { permissionWords } from "../../ui/permission-words.ts";
import { useWords } from "../../words/use-words.ts";
import { permissionGroups, presetNames, presetOf, presets } from "./presets.ts";
import { apiKeyWords } from "./words.ts";

export function PermissionChoice({
	chosen,
	onChange,
	error,
}: {
	readonly chosen: readonly Permission[];
	readonly onChange: (chosen: readonly Permission[]) => void;
	readonly error: string | undefined;
}) {
	const words = useWords(apiKeyWords).permissions;
	const { can } = useSession();
	const [isOwn, setOwn] = useState(presetOf(chosen) === undefined);
	const preset = isOwn ? undefined : presetOf(chosen);
	const offered = presetNames.filter((name) => presets[name].every((permission) => can(permission)));
	return (
		<fieldset className="grid gap-3">
			<legend className="mb-1 text-sm font-semibold">{words.legend}</legend>
			{offered.map((name) => (
				<Radio
					key={name}
					label={words.presets[name]}
					about={words.presetAbout[name]}
					checked={preset === name}
					onChoose={() => {
						setOwn(false);
						onChange(presets[name]);
					}}
				/>
			))}
			<Radio
				label={words.own}
				about={words.ownAbout}
				checked={preset === undefined}
				onChoose={() => setOwn(true)}
			/>
			{preset === undefined && <Checklist chosen={chosen} onChange={onChange} />}
			{error !== undefined && <p className="text-xs text-red">{error}</p>}
			{chosen.length === 0 && <p className="text-xs text-quiet">{words.nothing}</p>}
		</fieldset>
	);
}

function Checklist({
	chosen,
	onChange,
}: {
	readonly chosen: readonly Permission[];
	readonly onChange: (chosen: readonly Permission[]) => void;
}) {
	const words = useWords(permissionWords);
	const { can } = useSession();
	const toggle = (permission: Permission, isOn: boolean): void => {
		const next = new Set(chosen);
		if (isOn) next.add(permission);
		else next.delete(permission);
		onChange(permissions.filter((one) => next.has(one)));
	};
	return (
		<div className="grid gap-3 border-l-2 border-line pl-4">
			{permissionGroups.map((group) => (
				<div key={group[0]} className="grid gap-1">
					{group
						.filter((permission) => can(permission) || chosen.includes(permission))
						.map((permission) => (
							<Checkbox
								key={permission}
								label={words[permission]}
								checked={chosen.includes(permission)}
								onChange={({ target }) => toggle(permission, target.checked)}
							/>
						))}
				</div>
			))}
		</div>
	);
}

function Radio({
	label,
	about,
	checked,
	onChoose,
}: {
	readonly label: string;
	readonly about: string;
	readonly checked: boolean;
	readonly onChoose: () => void;
}) {
	return (
		<label className="flex cursor-pointer items-start gap-2">
			<input
				type="radio"
				name="preset"
				checked={checked}
				onChange={onChoose}
				className="mt-0.5 size-4 shrink-0 accent-accent pointer-coarse:size-5"
			/>
			<span>
				{label}
				<span className="block text-xs text-quiet">{about}</span>
			</span>
		</label>
	);
}
