/** What can be changed about a domain: its return path, Ed25519, whether it is there. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { api } from "../../../api/client.ts";
import type { Page } from "../../../api/pages.ts";
import type { SmtpUser } from "../../../api/schema.ts";
import { Button } from "../../../ui/button.tsx";
import { Code } from "../../../ui/code.tsx";
import { ConfirmDialog, Dialog } from "../../../ui/dialog.tsx";
import { Input } from "../../../ui/field.tsx";
import { Form } from "../../../ui/form.tsx";
import { readableDomain } from "../../../ui/readable-domain.ts";
import { useToast } from "../../../ui/toast.tsx";
import { useWords } from "../../../words/use-words.ts";
import { domainQuery } from "../domain.ts";
import type { Domain } from "../standing.ts";
import { recordWords } from "./words.ts";

export function DomainSettings({ domain }: { readonly domain: Domain }) {
	const words = useWords(recordWords).settings;
	const [asked, setAsked] = useState<"return-path" | "ed25519" | "remove" | null>(null);
	const close = (): void => setAsked(null);
	return (
		<section aria-labelledby="domain-settings" className="sheet divide-y divide-line">
			<h2 id="domain-settings" className="px-4 py-3 text-base sm:px-5">
				{words.title}
			</h2>
			<Row title={words.returnPath} about={<Code>{domain.returnPath}</Code>}>
				<Button size="small" onClick={() => setAsked("return-path")}>
					{words.changeReturnPath}
				</Button>
			</Row>
			<Row title={words.ed25519} about={domain.ed25519 ? words.ed25519On : words.ed25519Off}>
				<Button size="small" onClick={() => setAsked("ed25519")}>
					{domain.ed25519 ? words.switchOff : words.switchOn}
				</Button>
			</Row>
			<Row title={words.end} about={words.removeAbout}>
				<Button size="small" kind="danger" onClick={() => setAsked("remove")}>
					{words.remove}
				</Button>
			</Row>
			{asked === "return-path" && <ReturnPath domain={domain} onClose={close} />}
			{asked === "ed25519" && <Ed25519 domain={domain} onClose={close} />}
			{asked === "remove" && <Remove domain={domain} onClose={close} />}
		</section>
	);
}

const Row = ({
	title,
	about,
	children,
}: {
	readonly title: string;
	readonly about: ReactNode;
	readonly children: ReactNode;
}) => (
	<div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
		<div className="min-w-0 flex-1 basis-60">
			<h3 className="text-sm">{title}</h3>
			<div className="wrap-anywhere text-quiet">{about}</div>
		</div>
		{children}
	</div>
);

interface Asked {
	readonly domain: Domain;
	readonly onClose: () => void;
}

function useChange({ id }: Domain) {
	const queries = useQueryClient();
	return async (change: { readonly returnPath?: string; readonly ed25519?: boolean }): Promise<void> => {
		const domain = await api.patch<Domain>(`/v1/domains/${id}`, change);
		queries.setQueryData(domainQuery(id).queryKey, domain);
	};
}

function ReturnPath({ domain, onClose }: Asked) {
	const words = useWords(recordWords).settings;
	const change = useChange(domain);
	const save = async ({ returnPath = "" }: Readonly<Record<string, string>>): Promise<void> => {
		await change({ returnPath: returnPath.trim() });
		onClose();
	};
	return (
		<Dialog title={words.changeReturnPath} onClose={onClose}>
			<Form action={words.changeReturnPath} onSubmit={save}>
				{({ error }) => (
					<>
						<p>{words.returnPathMeans}</p>
						<Input
							label={words.returnPath}
							name="returnPath"
							mono
							autoCapitalize="off"
							autoComplete="off"
							spellCheck={false}
							maxLength={255}
							defaultValue={domain.returnPath}
							hint={words.returnPathHint(domain.name)}
							error={error("returnPath")}
						/>
					</>
				)}
			</Form>
		</Dialog>
	);
}

function Ed25519({ domain, onClose }: Asked) {
	const words = useWords(recordWords).settings;
	const change = useChange(domain);
	const { ed25519 } = domain;
	return (
		<ConfirmDialog
			title={ed25519 ? words.ed25519Stop : words.ed25519Start}
			action={ed25519 ? words.switchOff : words.switchOn}
			kind={ed25519 ? "danger" : "primary"}
			onConfirm={() => change({ ed25519: !ed25519 })}
			onClose={onClose}
		>
			{ed25519 ? words.ed25519StopMeans : words.ed25519StartMeans}
		</ConfirmDialog>
	);
}

const MOST_NAMED = 200;

function Remove({ domain, onClose }: Asked) {
	const words = useWords(recordWords).settings;
	const queries = useQueryClient();
	const navigate = useNavigate();
	const say = useToast();
	const name = readableDomain(domain.name);
	const remove = async (): Promise<void> => {
		await api.delete(`/v1/domains/${domain.id}`);
		await navigate({ to: "/domains", search: { text: "", state: "" } });
		queries.removeQueries({ queryKey: ["domain", domain.id] });
		await queries.invalidateQueries({ queryKey: ["domains"] });
		say(words.removed(name));
	};
	const { data } = useQuery({
		queryKey: ["smtp-users", domain.id, "names"],
		queryFn: ({ signal }) =>
			api.get<Page<SmtpUser>>("/v1/smtp-users", { domain: domain.id, limit: MOST_NAMED }, signal),
	});
	const users = data?.items ?? [];
	return (
		<ConfirmDialog title={words.removeAsk(name)} action={words.remove} onConfirm={remove} onClose={onClose}>
			<ul className="grid list-disc gap-1 pl-5">
				<li>{words.mailRefused(name)}</li>
				{users.length > 0 && <li>{words.usersStop(users.length, data?.next !== null)}</li>}
				<li>{words.acceptedStay}</li>
				<li>{words.namesChange}</li>
			</ul>
		</ConfirmDialog>
	);
}
