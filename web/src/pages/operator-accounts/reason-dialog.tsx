import { Dialog } from "../../ui/dialog.tsx";
import { Input } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";

/** Says what will happen, and asks why it is done. */
export function ReasonDialog({
	title,
	about,
	label,
	hint,
	isOptional = false,
	action,
	onSubmit,
	onClose,
}: {
	readonly title: string;
	readonly about: string;
	readonly label: string;
	readonly hint?: string | undefined;
	readonly isOptional?: boolean | undefined;
	readonly action: string;
	readonly onSubmit: (reason: string) => Promise<void>;
	readonly onClose: () => void;
}) {
	return (
		<Dialog title={title} onClose={onClose}>
			<Form
				action={action}
				actionKind="danger"
				onSubmit={async ({ reason = "" }) => {
					await onSubmit(reason.trim());
					onClose();
				}}
			>
				{({ error }) => (
					<>
						<p>{about}</p>
						<Input
							label={label}
							{...(hint === undefined ? {} : { hint })}
							name="reason"
							maxLength={300}
							optional={isOptional}
							error={error("reason")}
						/>
					</>
				)}
			</Form>
		</Dialog>
	);
}
