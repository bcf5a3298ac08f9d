/**
 * A menu under a button. Not modal: a modal one would put a style into the page, which the content security policy
 * does not allow. It stays where it is in the document, so that it belongs to the same landmark as its button.
 *
 * What it is made of comes a moment after the page. Who opens a menu before that gets it as soon as it is there.
 */

import type { DropdownMenu } from "radix-ui";
import {
	type ComponentProps,
	cloneElement,
	createContext,
	type KeyboardEvent,
	type PointerEvent,
	type ReactElement,
	type ReactNode,
	use,
	useEffect,
	useRef,
	useState,
} from "react";
import { cx } from "./class-names.ts";
import { Icon } from "./icons.tsx";
import { later } from "./later.ts";

type Parts = typeof DropdownMenu;

const useMenuParts = later(() => import("./menu-parts.ts"));

const PartsContext = createContext<Parts | null>(null);

/** Inside a menu, which is drawn of them. */
function useParts(): Parts {
	const parts = use(PartsContext);
	if (parts === null) throw new Error("a menu item stands outside of a menu");
	return parts;
}

const item =
	"flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-2.5 py-1 text-sm text-ink no-underline outline-none data-highlighted:bg-hover data-disabled:cursor-default data-disabled:text-quiet pointer-coarse:min-h-11";

interface MenuProps {
	/** One button. */
	readonly trigger: ReactElement<ComponentProps<"button">>;
	readonly children: ReactNode;
	readonly align?: "start" | "end";
}

export function Menu({ trigger, children, align = "start" }: MenuProps) {
	const place = useRef<HTMLSpanElement>(null);
	/** What somebody did to the button that could not open yet; null while nobody did. */
	const [missed, setMissed] = useState<Event | null>(null);
	const parts = useMenuParts(missed)?.DropdownMenu ?? null;
	const hadFocus = useRef(false);
	// After the effects of the parts themselves, which listen by then.
	useEffect(() => {
		if (parts === null) return;
		const button = place.current?.querySelector("button");
		if (hadFocus.current) button?.focus({ preventScroll: true });
		if (missed !== null) button?.dispatchEvent(missed);
		setMissed(null);
	}, [parts, missed]);
	if (parts === null)
		return (
			<span ref={place} className="contents">
				{cloneElement(trigger, {
					"aria-haspopup": "menu",
					"aria-expanded": false,
					onFocus: () => {
						hadFocus.current = true;
					},
					onBlur: () => {
						hadFocus.current = false;
					},
					onPointerDown: ({ button, ctrlKey, nativeEvent }: PointerEvent) => {
						if (button === 0 && !ctrlKey) setMissed(again(nativeEvent));
					},
					onKeyDown: (event: KeyboardEvent) => {
						if (!OPENS.includes(event.key)) return;
						event.preventDefault();
						setMissed(again(event.nativeEvent));
					},
				})}
			</span>
		);
	return (
		<span ref={place} className="contents">
			<PartsContext value={parts}>
				<parts.Root modal={false}>
					<parts.Trigger asChild>{trigger}</parts.Trigger>
					<parts.Content
						align={align}
						sideOffset={4}
						collisionPadding={8}
						className="z-40 max-h-(--radix-dropdown-menu-content-available-height) min-w-52 overflow-y-auto rounded-md border border-line bg-raised p-1 shadow-float"
					>
						{children}
					</parts.Content>
				</parts.Root>
			</PartsContext>
		</span>
	);
}

const OPENS = ["Enter", " ", "ArrowDown"];

/** The same once more: an event is dispatched once only. */
const again = (event: globalThis.PointerEvent | globalThis.KeyboardEvent): Event =>
	event instanceof KeyboardEvent
		? new KeyboardEvent(event.type, { key: event.key, code: event.code, bubbles: true, cancelable: true })
		: new PointerEvent(event.type, {
				button: 0,
				pointerType: event.pointerType,
				bubbles: true,
				cancelable: true,
			});

/** A link inside: `<MenuItem asChild><Link to="/team">…</Link></MenuItem>`. */
export const MenuItem = ({
	className,
	danger = false,
	...rest
}: ComponentProps<Parts["Item"]> & { readonly danger?: boolean }) => {
	const { Item } = useParts();
	return <Item {...rest} className={cx(item, danger && "text-red", className)} />;
};

export const MenuLine = () => {
	const { Separator } = useParts();
	return <Separator className="my-1 border-t border-line" />;
};

export const MenuLabel = ({ children }: { readonly children: ReactNode }) => {
	const { Label } = useParts();
	return <Label className="px-2.5 pt-2 pb-1 text-xs text-quiet">{children}</Label>;
};

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
	const { RadioGroup, RadioItem, ItemIndicator } = useParts();
	return (
		<RadioGroup value={value} onValueChange={(chosen) => onChoose(chosen as Value)}>
			{choices.map((choice) => (
				<RadioItem key={choice.value} value={choice.value} className={item}>
					<span className="grid size-4 place-items-center">
						<ItemIndicator>
							<Icon name="check" className="size-3.5" />
						</ItemIndicator>
					</span>
					{choice.label}
				</RadioItem>
			))}
		</RadioGroup>
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
}) => {
	const { CheckboxItem, ItemIndicator } = useParts();
	return (
		<CheckboxItem
			checked={checked}
			onCheckedChange={onChange}
			onSelect={(event) => event.preventDefault()}
			className={item}
		>
			<span className="grid size-4 place-items-center rounded-sm border border-edge">
				<ItemIndicator>
					<Icon name="check" className="size-3" />
				</ItemIndicator>
			</span>
			{children}
		</CheckboxItem>
	);
};
