/** `angarium plan …` */

import type { Command } from "commander";
import { countOf } from "./account.ts";
import { CommandError, type Json } from "./api.ts";
import { printFacts, printJson, printTable } from "./print.ts";
import { planOf } from "./resolve.ts";
import type { Session, WithApi } from "./session.ts";

interface Settings {
	readonly name?: string;
	readonly monthlyRecipients?: string;
	readonly price?: string;
	readonly unlisted?: boolean;
	readonly listed?: boolean;
	readonly position?: string;
	readonly recipientsPerMinute?: string;
	readonly domains?: string;
	readonly smtpUsers?: string;
	readonly retentionDays?: string;
	readonly stripePrice?: string;
}

const withSettings = (command: Command): Command =>
	command
		.option("--price <amount>", 'for each billing period, such as "19.00 EUR"; "" for none')
		.option("--unlisted", "customers may not choose it")
		.option("--position <number>", "where it stands among the others, the smallest first")
		.option("--recipients-per-minute <count>", 'of an account; "" for the service\'s own')
		.option("--domains <count>", 'sending domains; "" for no limit')
		.option("--smtp-users <count>", 'SMTP users; "" for no limit')
		.option("--retention-days <count>", 'how long Activity is kept; "" for the service\'s own')
		.option("--stripe-price <id>", 'the recurring price at Stripe that it is paid by; "" for none');

export function addPlanCommands(program: Command, withApi: WithApi): void {
	const plan = program.command("plan").description("plans: how much accounts may send, at what price");
	withSettings(
		plan
			.command("create <name>")
			.description("create a plan")
			.requiredOption("--monthly-recipients <count>", "recipients in a billing period"),
	).action(
		withApi(async (session, name: string, settings: Settings, _: Command) =>
			show(session, await session.api.post("/v1/plans", { ...bodyOf(settings), name })),
		),
	);
	plan.command("list").description("list plans").action(withApi(list));
	plan
		.command("show <plan>")
		.description("show a plan; by id or name")
		.action(
			withApi(async (session, wanted: string, _: object, __: Command) =>
				show(session, await planOf(session.api, wanted)),
			),
		);
	withSettings(
		plan
			.command("set <plan>")
			.description("change a plan, for every account that has it")
			.option("--name <name>")
			.option("--monthly-recipients <count>")
			.option("--listed", "customers may choose it"),
	).action(
		withApi(async (session, wanted: string, settings: Settings, _: Command) => {
			const { id } = await planOf(session.api, wanted);
			show(session, await session.api.patch(`/v1/plans/${id}`, bodyOf(settings)));
		}),
	);
	plan
		.command("remove <plan>")
		.description("remove a plan that nobody has")
		.action(
			withApi(async ({ api, json }, wanted: string, _: object, __: Command) => {
				const { id, name } = await planOf(api, wanted);
				await api.delete(`/v1/plans/${id}`);
				if (json) printJson({ removed: id });
				else console.log(`The plan ${name} is removed.`);
			}),
		);
}

async function list({ api, json }: Session): Promise<void> {
	const plans = await api.all("/v1/plans");
	if (json) return printJson(plans);
	printTable(
		plans,
		{
			ID: ({ id }) => id,
			NAME: ({ name }) => name,
			"RECIPIENTS/MONTH": ({ monthlyRecipients }) => monthlyRecipients,
			PRICE: priceText,
			LISTED: ({ listed }) => (listed ? "yes" : "no"),
		},
		'There are no plans. Create one: angarium plan create "Starter" --monthly-recipients 1000',
	);
}

function bodyOf(settings: Settings): object {
	const { name, monthlyRecipients, price, listed, unlisted, position, stripePrice } = settings;
	const limits = Object.fromEntries(
		(["recipientsPerMinute", "domains", "smtpUsers", "retentionDays"] as const).flatMap((limit) => {
			const text = settings[limit];
			return text === undefined ? [] : [[limit, text === "" ? null : countOf(text)]];
		}),
	);
	return {
		...(name === undefined ? {} : { name }),
		...(monthlyRecipients === undefined ? {} : { monthlyRecipients: countOf(monthlyRecipients) }),
		...(price === undefined ? {} : { price: priceOf(price) }),
		...(listed ? { listed: true } : unlisted ? { listed: false } : {}),
		...(position === undefined ? {} : { position: countOf(position) }),
		...(Object.keys(limits).length === 0 ? {} : { limits }),
		...(stripePrice === undefined ? {} : { stripePriceId: stripePrice === "" ? null : stripePrice }),
	};
}

const fractionDigits = (currency: string): number => {
	try {
		const { maximumFractionDigits } = new Intl.NumberFormat("en", {
			style: "currency",
			currency,
		}).resolvedOptions();
		return maximumFractionDigits ?? 2;
	} catch {
		throw new CommandError(`${currency} is no currency such as EUR.`);
	}
};

/** "19.00 EUR" is 1900 cents, "1900 JPY" is 1900 yen. */
export function priceOf(text: string): { amountMinor: number; currency: string } | null {
	if (text === "") return null;
	const [, whole = "", fraction = "", currency = ""] =
		/^(\d{1,9})(?:\.(\d{1,4}))? ([A-Z]{3})$/.exec(text) ?? [];
	const digits = currency === "" ? 0 : fractionDigits(currency);
	if (currency === "" || fraction.length > digits)
		throw new CommandError(`${text} is no price such as "19.00 EUR".`);
	return { amountMinor: Number(whole + fraction.padEnd(digits, "0")), currency };
}

export function priceText({ price }: Json): string {
	if (price === null) return "";
	const digits = fractionDigits(price.currency);
	return `${(price.amountMinor / 10 ** digits).toFixed(digits)} ${price.currency}`;
}

function show({ json }: Session, plan: Json): void {
	if (json) return printJson(plan);
	const { limits } = plan;
	printFacts({
		id: plan.id,
		name: plan.name,
		"recipients a month": plan.monthlyRecipients,
		price: priceText(plan),
		listed: plan.listed ? "yes" : "no",
		position: plan.position,
		"recipients a minute": limits.recipientsPerMinute,
		"sending domains": limits.domains,
		"SMTP users": limits.smtpUsers,
		"days of Activity": limits.retentionDays,
		"price at Stripe": plan.stripePriceId,
	});
}
