/** What each role may do, as the API decides it: from the table of permissions, not typed again. */

import { type Permission, permissions, roleGrants, roles } from "../../../../src/terms/permissions.ts";
import { Icon } from "../../ui/icons.tsx";
import { permissionWords } from "../../ui/permission-words.ts";
import { useWords } from "../../words/use-words.ts";
import { teamWords } from "./words.ts";

export function RoleTable() {
	const words = useWords(teamWords);
	return (
		<details className="sheet max-w-3xl">
			<summary className="px-4 py-3 font-semibold">{words.mayDo.title}</summary>
			<div className="overflow-x-auto px-4 pb-4">
				<table className="w-full">
					<caption className="sr-only">{words.mayDo.title}</caption>
					<thead>
						<tr className="border-b border-line text-left text-xs text-quiet">
							<th scope="col" className="py-2 pr-3 font-semibold">
								{words.mayDo.permission}
							</th>
							{roles.map((role) => (
								<th key={role} scope="col" className="px-2 py-2 font-semibold">
									{words.roles[role]}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{permissions.map((permission) => (
							<PermissionRow key={permission} permission={permission} />
						))}
					</tbody>
				</table>
			</div>
		</details>
	);
}

function PermissionRow({ permission }: { readonly permission: Permission }) {
	const names = useWords(permissionWords);
	const words = useWords(teamWords);
	return (
		<tr className="border-b border-line last:border-b-0">
			<th scope="row" className="py-1.5 pr-3 text-left font-normal">
				{names[permission]}
			</th>
			{roles.map((role) => (
				<td key={role} className="px-2 py-1.5">
					{roleGrants[role].has(permission) ? (
						<>
							<Icon name="check" className="size-4 text-green" />
							<span className="sr-only">{words.mayDo.yes}</span>
						</>
					) : (
						<span className="text-quiet">
							<span aria-hidden="true">–</span>
							<span className="sr-only">{words.mayDo.no}</span>
						</span>
					)}
				</td>
			))}
		</tr>
	);
}
