/** Signing in: password first, then the second factor where the person has one; or the organisation's own log-in. */

import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { useService } from "../../api/me.ts";
import type { ApiError } from "../../api/problem.ts";
import { useEnter } from "../../api/sign-in.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Checkbox, Input, PasswordInput } from "../../ui/field.tsx";
import { Form, useErrorText } from "../../ui/form.tsx";
import { useTitle } from "../../ui/page-header.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useWords } from "../../words/use-words.ts";
import { SecondStep } from "./second-step.tsx";
import { signInWords } from "./words.ts";

const route = getRouteApi("/entrance/sign-in");
const UNAUTHORISED = 401;

export function SignInPage() {
	const words = useWords(signInWords);
	useTitle(words.title);
	const service = useService();
	const { next = "/" } = route.useSearch();
	const enter = useEnter(next);
	const [isSecond, setSecond] = useState(false);
	if (isSecond) return <SecondStep onDone={enter} onBack={() => setSecond(false)} />;

	const signIn = async ({ email, password }: Readonly<Record<string, string>>, data: FormData) => {
		const answer = await api.post<{ twoFactorRedirect?: boolean }>("/auth/sign-in/email", {
			email,
			password,
			rememberMe: data.has("remember"),
		});
		if (answer.twoFactorRedirect === true) setSecond(true);
		else await enter();
	};
	const explain = ({ status }: ApiError): string | undefined =>
		status === UNAUTHORISED ? words.wrong : undefined;
	return (
		<div className="grid gap-5">
			<h1 tabIndex={-1} className="text-lg outline-none">
				{words.title}
			</h1>
			{service.tryMode && <Banner>{words.tryMode}</Banner>}
			<Form
				action={words.act}
				onSubmit={signIn}
				explain={explain}
				aside={
					<Link to="/forgot-password" className="link">
						{words.forgot}
					</Link>
				}
			>
				{() => (
					<>
						<Input label={words.email} name="email" type="email" autoComplete="username" />
						<PasswordInput label={words.password} name="password" autoComplete="current-password" />
						<Checkbox label={words.remember} name="remember" />
					</>
				)}
			</Form>
			{service.oidc && <Organisation next={next} />}
		</div>
	);
}

/** OpenID Connect, where the operator has set it up. */
function Organisation({ next }: { readonly next: string }) {
	const words = useWords(signInWords);
	const say = useToast();
	const errorText = useErrorText();
	const go = async (): Promise<void> => {
		try {
			const { url } = await api.post<{ url: string }>("/auth/sign-in/oauth2", {
				providerId: "oidc",
				callbackURL: next,
			});
			location.assign(url);
		} catch (error) {
			say(errorText(error), "failed");
		}
	};
	return (
		<>
			<div className="flex items-center gap-3 text-xs text-quiet">
				<span className="h-px flex-1 bg-line" />
				{words.or}
				<span className="h-px flex-1 bg-line" />
			</div>
			<Button onClick={() => void go()}>{words.oidc}</Button>
		</>
	);
}
