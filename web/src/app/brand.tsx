import { Postmark } from "../ui/icons.tsx";

export const Brand = () => (
	<span className="inline-flex items-center gap-2 text-base font-semibold tracking-[-0.01em] text-ink">
		<Postmark className="size-7" />
		Angarium
	</span>
);
