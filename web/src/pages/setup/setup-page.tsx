import { getRouteApi, Link } from "@tanstack/react-router";
import { PASSWORD_CHARACTERS } from "../../../../src/terms/person.ts";
import { api } from "../../api/client.ts";
import type { ApiError } from "../../api/problem.ts";
import { signInWith, useEnter } from "../../api/sign-in.ts";
import { Banner } from "../../ui/banner.tsx";
import { Input, PasswordInput } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { useTitle } from "../../ui/page-header.tsx";
import { useWords } from "../../words/use-words.ts";
import { setupWords } from "./words.ts";

const route = getRouteApi("/entrance/setup");
const NOT_FOUND = 404;
const GONE = 410;

/** The first person of an installation, by the one-time link that the service printed. */
export function SetupPage() {
	const words = useWords(setupWords);
	useTitle(words.title);
	const { token } = route.useSearch();
	const enter = useEnter("/");
	const setUp = async ({ email = "", name, password = "" }: Readonly<Record<string, string>>) => {
		await api.post("/v1/setup", { token, email, name, password });
		await signInWith(email, password);
		await enter();
	};
	const explain = ({ status, fields }: ApiError) =>
		[NOT_FOUND, GONE].includes(status) || fields.some(({ field }) => field === "body.token")
			? words.broken
			: undefined;
	return (
		<div className="grid gap-4">
			<h1 tabIndex={-1} className="text-lg outline-none">
				{words.title}
			</h1>
			{token === "" ? (
				<>
					<Banner kind="warning">{words.broken}</Banner>
					<Link to="/sign-in" search={{}} className="link justify-self-start">
						{words.signIn}
					</Link>
				</>
			) : (
				<>
					<p>{words.about}</p>
					<Form action={words.act} onSubmit={setUp} explain={explain}>
						{({ error }) => (
							<>
								<Input label={words.name} name="name" autoComplete="name" error={error("name")} />
								<Input
									label={words.email}
									name="email"
									type="email"
									autoComplete="username"
									error={error("email")}
								/>
								<PasswordInput
									label={words.password}
									name="password"
									hint={words.hint}
									minLength={PASSWORD_CHARACTERS.least}
									autoComplete="new-password"
									error={error("password")}
								/>
							</>
						)}
					</Form>
				</>
			)}
		</div>
	);
}
