/** Short word that something was done, seen for a while and read out: `const say = useToast(); say("Copied")`. */

import { createContext, type ReactNode, use, useCallback, useEffect, useState } from "react";
import { useWords } from "../words/use-words.ts";
import { cx } from "./class-names.ts";
import { Icon } from "./icons.tsx";
import { uiWords } from "./words.ts";

type ToastKind = "done" | "failed";
interface Toast {
	readonly id: number;
	readonly text: string;
	readonly kind: ToastKind;
}

const SEEN_MS = 4_000;
const MOST = 3;

const ToastContext = createContext<(text: string, kind?: ToastKind) => void>(() => {});

export const useToast = () => use(ToastContext);

let lastId = 0;

export function ToastProvider({ children }: { readonly children: ReactNode }) {
	const [toasts, setToasts] = useState<readonly Toast[]>([]);
	const say = useCallback((text: string, kind: ToastKind = "done") => {
		setToasts((before) => [
			...before.filter((toast) => toast.text !== text).slice(1 - MOST),
			{ id: ++lastId, text, kind },
		]);
	}, []);
	const dismiss = useCallback((id: number) => {
		setToasts((before) => before.filter((toast) => toast.id !== id));
	}, []);
	return (
		<ToastContext value={say}>
			{children}
			<div
				aria-live="polite"
				// On a phone the newest only; what lies beside one can be pressed.
				className="pointer-events-none fixed right-4 bottom-4 left-4 z-50 grid justify-items-end gap-2 max-sm:right-3 max-sm:bottom-3 max-sm:left-3 max-sm:[&>:not(:last-child)]:hidden sm:left-auto"
			>
				{toasts.map((toast) => (
					<ToastNote key={toast.id} toast={toast} dismiss={dismiss} />
				))}
			</div>
		</ToastContext>
	);
}

function ToastNote({ toast, dismiss }: { readonly toast: Toast; readonly dismiss: (id: number) => void }) {
	const words = useWords(uiWords);
	const { id, text, kind } = toast;
	useEffect(() => {
		// A failure stays until it was read.
		if (kind === "failed") return;
		const timer = setTimeout(() => dismiss(id), SEEN_MS);
		return () => clearTimeout(timer);
	}, [id, kind, dismiss]);
	return (
		<div className="sheet pointer-events-auto flex max-w-md items-center gap-2 bg-raised py-1 pr-1 pl-3 shadow-float">
			<Icon
				name={kind === "done" ? "check" : "warning"}
				className={cx("size-4", kind === "done" ? "text-green" : "text-red")}
			/>
			<span className="wrap-anywhere">{text}</span>
			<button
				type="button"
				onClick={() => dismiss(id)}
				aria-label={words.dismiss}
				className="rounded-sm p-2 text-quiet hover:bg-hover pointer-coarse:p-3"
			>
				<Icon name="close" />
			</button>
		</div>
	);
}
