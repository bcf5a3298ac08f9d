import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { PASSWORD_CHARACTERS } from "../../../../src/terms/person.ts";
import { api } from "../../api/client.ts";
import type { ApiError } from "../../api/problem.ts";
import { Banner } from "../../ui/banner.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { PasswordInput } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { useTitle } from "../../ui/page-header.tsx";
import { useWords } from "../../words/use-words.ts";
import { resetPasswordWords } from "./words.ts";

const route = getRouteApi("/entrance/reset-password");

export function ResetPasswordPage() {
	const words = useWords(resetPasswordWords);
	useTitle(words.title);
	const { token } = route.useSearch();
	const [isDone, setDone] = useState(false);
	const reset = async ({ password }: Readonly<Record<string, string>>) => {
		await api.post("/auth/reset-password", { newPassword: password, token });
		setDone(true);
	};
	const explain = ({ reason }: ApiError) => (/token/.test(reason) ? words.broken : undefined);
	const again = (
		<Link to="/forgot-password" className="link">
			{words.again}
		</Link>
	);
	return (
		<div className="grid gap-4">
			<h1 tabIndex={-1} className="text-lg outline-none">
				{words.title}
			</h1>
			{isDone ? (
				<>
					<div role="status">
						<Banner kind="good">{words.done}</Banner>
					</div>
					<Link to="/sign-in" search={{}} className={buttonClass("primary")}>
						{words.signIn}
					</Link>
				</>
			) : token === "" ? (
				<Banner kind="warning" action={again}>
					{words.broken}
				</Banner>
			) : (
				<Form action={words.act} onSubmit={reset} explain={explain} aside={again}>
					{({ error }) => (
						<PasswordInput
							label={words.password}
							name="password"
							hint={words.hint}
							minLength={PASSWORD_CHARACTERS.least}
							autoComplete="new-password"
							error={error("newPassword")}
						/>
					)}
				</Form>
			)}
		</div>
	);
}
