import { useService } from "../../api/me.ts";
import { CopyableCode } from "../../ui/code.tsx";
import { HelpLink } from "../../ui/help-link.tsx";
import { useWords } from "../../words/use-words.ts";
import { dashboardWords } from "./words.ts";

/** Where an application has to be pointed at. */
export function Connect() {
	const words = useWords(dashboardWords).connect;
	const { submission } = useService();
	const settings = [
		[words.server, submission.hostname],
		[words.starttls, String(submission.ports.starttls)],
		[words.tls, String(submission.ports.tls)],
	] as const;
	return (
		<section className="sheet p-4 sm:p-5">
			<h2 className="text-base">{words.title}</h2>
			<p className="mt-1 text-quiet">{words.about}</p>
			<dl className="mt-4 grid items-center gap-x-4 gap-y-2 sm:grid-cols-[auto_1fr]">
				{settings.map(([name, value]) => (
					<div key={name} className="contents">
						<dt>{name}</dt>
						<dd>
							<CopyableCode value={value} what={name} />
						</dd>
					</div>
				))}
			</dl>
			<p className="mt-4">
				<HelpLink to="/help/connect-your-application">{words.help}</HelpLink>
			</p>
		</section>
	);
}
