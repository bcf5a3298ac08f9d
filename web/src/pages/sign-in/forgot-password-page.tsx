import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { Banner } from "../../ui/banner.tsx";
import { Input } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { useTitle } from "../../ui/page-header.tsx";
import { useWords } from "../../words/use-words.ts";
import { signInWords } from "./words.ts";

/** Says the same whether or not the address is known. */
export function ForgotPasswordPage() {
	const all = useWords(signInWords);
	const words = all.reset;
	useTitle(words.title);
	const [sentTo, setSentTo] = useState<string | null>(null);
	const back = (
		<Link to="/sign-in" search={{}} className="link">
			{words.back}
		</Link>
	);
	const send = async ({ email = "" }: Readonly<Record<string, string>>) => {
		await api.post("/auth/request-password-reset", { email, redirectTo: "/reset-password" });
		setSentTo(email);
	};
	return (
		<div className="grid gap-4">
			<h1 tabIndex={-1} className="text-lg outline-none">
				{words.title}
			</h1>
			{sentTo === null ? (
				<>
					<p>{words.about}</p>
					<Form action={words.act} onSubmit={send} aside={back}>
						{() => <Input label={all.email} name="email" type="email" autoComplete="username" />}
					</Form>
				</>
			) : (
				<>
					<div role="status">
						<Banner kind="good">{words.sent(sentTo)}</Banner>
					</div>
					{back}
				</>
			)}
		</div>
	);
}
