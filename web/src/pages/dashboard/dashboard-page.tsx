import { PageHeader } from "../../ui/page-header.tsx";
import { useWords } from "../../words/use-words.ts";
import { Connect } from "./connect.tsx";
import { dashboardWords } from "./words.ts";

export function DashboardPage() {
	const words = useWords(dashboardWords);
	return (
		<>
			<PageHeader title={words.title} />
			<Connect />
		</>
	);
}
