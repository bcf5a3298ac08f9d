/**
 * A menu under a button. Not modal: a modal one would put a style into the page, which the content security policy
 * does not allow. It stays where it is in the document, so that it belongs to the same landmark as its button.
 */

import { DropdownMenu } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./class-names.ts";
import { Icon } from "./icons.tsx";

const item =
	"flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-2.5 py-1 text-sm text-ink no-underline outline-none data-highlighted:bg-hover data-disabled:cursor-default data-disabled:text-quiet pointer-coarse:min-h-11";

export function Menu({
	trigger,
	children,
	align = "start",
}: {
	/** One button. */
	readonly trigger: ReactNode;
	readonly children: ReactNode;
	readonly align?: "start" | "end";
}) {
	return (
		<DropdownMenu.Root modal={false}>
			<DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
			<DropdownMenu.Content
				align={align}
				sideOffset={4}
				collisionPadding={8}
				className="z-40 max-h-(--radix-dropdown-menu-content-available-height) min-w-52 overflow-y-auto rounded-md border border-line bg-raised p-1 shadow-float"
			>
				{children}
			</DropdownMenu.Content>
		</DropdownMenu.Root>
	);
}

/** A link inside: `<MenuItem asChild><Link to="/team">…</Link></MenuItem>`. */
export const MenuItem = ({
	className,
	danger = false,
	...rest
}: ComponentProps<typeof DropdownMenu.Item> & { readonly danger?: boolean }) => (
	<DropdownMenu.Item {...rest} className={cx(item, danger && "text-red", className)} />
);

export const MenuLine = () => <DropdownMenu.Separator className="my-1 border-t border-line" />;

export const MenuLabel = ({ children }: { readonly children: ReactNode }) => (
	<DropdownMenu.Label className="px-2.5 pt-2 pb-1 text-xs text-quiet">{children}</DropdownMenu.Label>
);

/** One of several, such as a language. */
export function MenuChoice<Value extends string>({
	value,
	onChoose,
	choices,
}: {
	readonly value: Value;
	readonly onChoose: (value: Value) => void;
	readonly choices: readonly { readonly value: Value; readonly label: string }[];
}) {
	return (
		<DropdownMenu.RadioGroup value={value} onValueChange={(chosen) => onChoose(chosen as Value)}>
			{choices.map((choice) => (
				<DropdownMenu.RadioItem key={choice.value} value={choice.value} className={item}>
					<span className="grid size-4 place-items-center">
						<DropdownMenu.ItemIndicator>
							<Icon name="check" className="size-3.5" />
						</DropdownMenu.ItemIndicator>
					</span>
					{choice.label}
				</DropdownMenu.RadioItem>
			))}
		</DropdownMenu.RadioGroup>
	);
}

/** Any of several, such as statuses to filter by; the menu stays open meanwhile. */
export const MenuCheck = ({
	checked,
	onChange,
	children,
}: {
	readonly checked: boolean;
	readonly onChange: (checked: boolean) => void;
	readonly children: ReactNode;
}) => (
	<DropdownMenu.CheckboxItem
		checked={checked}
		onCheckedChange={onChange}
		onSelect={(event) => event.preventDefault()}
		className={item}
	>
		<span className="grid size-4 place-items-center rounded-sm border border-edge">
			<DropdownMenu.ItemIndicator>
				<Icon name="check" className="size-3" />
			</DropdownMenu.ItemIndicator>
		</span>
		{children}
	</DropdownMenu.CheckboxItem>
);
