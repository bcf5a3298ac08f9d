/** Everything that is not a tab: the account's other pages, the switch to another account, how it looks, the way out. */

import { useQueryClient } from "@tanstack/react-query";
import { Link, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { forgetAccount } from "../api/account-choice.ts";
import { api } from "../api/client.ts";
import { type Session, switchAccount } from "../api/me.ts";
import { useErrorText } from "../ui/form.tsx";
import { Icon } from "../ui/icons.tsx";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from "../ui/menu.tsx";
import { useToast } from "../ui/toast.tsx";
import { languages } from "../words/catalogue.ts";
import { useReader, useWords } from "../words/use-words.ts";
import { menuPlaces, operatorPlaces } from "./navigation.ts";
import { chooseTheme, currentTheme, themes } from "./preferences.ts";
import { useChooseLanguage } from "./reader.tsx";
import { mayGo } from "./session-rules.ts";
import { appWords, languageNames } from "./words.ts";

export function AccountMenu({ session }: { readonly session: Session }) {
	const words = useWords(appWords);
	const { routesByPath } = useRouter();
	const { language } = useReader();
	// The operator area has no page of its own: it begins at the first of its parts.
	const operatorPlace = operatorPlaces.find(({ to }) => to in routesByPath)?.to ?? "/operator";
	const places = menuPlaces
		.map((place) => (place.word === "operator" ? { ...place, to: operatorPlace } : place))
		.filter(({ to, needs }) => to in routesByPath && mayGo(session, needs));
	const accountName = session.account?.name ?? words.operatorScope;
	const trigger = (
		<button
			type="button"
			className="flex max-w-56 items-center max-sm:max-w-44 gap-2 rounded-md px-2 py-1.5 hover:bg-hover pointer-coarse:min-h-11"
		>
			<Icon name="person" />
			<span className="sr-only">{words.menu.open}: </span>
			<span className="truncate">{accountName}</span>
			<Icon name="chevron" className="size-3.5 text-quiet" />
		</button>
	);
	return (
		<Menu align="end" trigger={trigger}>
			<div className="px-2.5 py-1.5">
				<p className="font-semibold">{session.person.name}</p>
				<p className="text-xs break-all text-quiet">{session.person.email}</p>
			</div>
			<MenuLine />
			<AccountChoice session={session} />
			{places.map(({ word, to }) => (
				<MenuItem key={to} asChild>
					<Link to={to}>{words.menu[word]}</Link>
				</MenuItem>
			))}
			{session.service.tryMode && (
				<MenuItem asChild>
					<a href="/mailbox">{words.menu.mailbox}</a>
				</MenuItem>
			)}
			<MenuItem asChild>
				<a href={`/help?lang=${language}`}>{words.menu.help}</a>
			</MenuItem>
			<MenuLine />
			<LooksChoice />
			<MenuLine />
			<SignOut />
		</Menu>
	);
}

function AccountChoice({ session }: { readonly session: Session }) {
	const words = useWords(appWords);
	const queries = useQueryClient();
	const router = useRouter();
	const { memberships, isOperator, account } = session;
	const accounts = memberships.map(({ id, name }) => ({ value: id, label: name }));
	const choices = isOperator ? [{ value: "", label: words.menu.allAccounts }, ...accounts] : accounts;
	if (choices.length < 2) return null;
	const choose = async (id: string): Promise<void> => {
		await switchAccount(queries, memberships.find((one) => one.id === id) ?? null);
		await router.navigate({ to: "/" as string });
		await router.invalidate();
	};
	return (
		<>
			<MenuLabel>{words.menu.account}</MenuLabel>
			<MenuChoice value={account?.id ?? ""} choices={choices} onChoose={(id) => void choose(id)} />
			<MenuLine />
		</>
	);
}

function LooksChoice() {
	const words = useWords(appWords);
	const { language } = useReader();
	const chooseLanguage = useChooseLanguage();
	const [theme, setTheme] = useState(currentTheme);
	return (
		<>
			<MenuLabel>{words.menu.theme}</MenuLabel>
			<MenuChoice
				value={theme}
				choices={themes.map((value) => ({ value, label: words.theme[value] }))}
				onChoose={(chosen) => {
					chooseTheme(chosen);
					setTheme(chosen);
				}}
			/>
			<MenuLabel>{words.menu.language}</MenuLabel>
			<MenuChoice
				value={language}
				choices={languages.map((value) => ({ value, label: languageNames[value] }))}
				onChoose={chooseLanguage}
			/>
		</>
	);
}

function SignOut() {
	const words = useWords(appWords);
	const queries = useQueryClient();
	const router = useRouter();
	const say = useToast();
	const errorText = useErrorText();
	const signOut = async (): Promise<void> => {
		try {
			await api.post("/auth/sign-out");
		} catch (error) {
			say(errorText(error), "failed");
			return;
		}
		forgetAccount();
		await router.navigate({ to: "/sign-in", search: {} });
		queries.clear();
		await router.invalidate();
	};
	return <MenuItem onSelect={() => void signOut()}>{words.menu.signOut}</MenuItem>;
}
