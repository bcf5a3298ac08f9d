/** One of the roles, each with what it means. */

import { type Role, roles } from "../../../../src/terms/permissions.ts";
import { useWords } from "../../words/use-words.ts";
import { teamWords } from "./words.ts";

export function RoleChoice({
	chosen,
	disabled = false,
}: {
	readonly chosen: Role;
	readonly disabled?: boolean;
}) {
	const words = useWords(teamWords);
	return (
		<fieldset disabled={disabled} className="grid gap-3">
			<legend className="mb-1 text-sm font-semibold">{words.role}</legend>
			{roles.map((role) => (
				<label key={role} className="flex cursor-pointer items-start gap-2">
					<input
						type="radio"
						name="role"
						value={role}
						defaultChecked={role === chosen}
						aria-describedby={`about-${role}`}
						className="mt-0.5 size-4 shrink-0 accent-accent pointer-coarse:size-5"
					/>
					<span>
						{words.roles[role]}
						<span id={`about-${role}`} className="block text-xs text-quiet">
							{words.roleAbout[role]}
						</span>
					</span>
				</label>
			))}
		</fieldset>
	);
}
