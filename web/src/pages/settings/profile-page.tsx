import { useSession } from "../../api/me.ts";
import { PageHeader } from "../../ui/page-header.tsx";
import { useWords } from "../../words/use-words.ts";
import { EmailForm } from "./email-form.tsx";
import { PasswordForm } from "./password-form.tsx";
import { ProfileForm } from "./profile-form.tsx";
import { profileWords } from "./profile-words.ts";
import { Sessions } from "./sessions.tsx";
import { TwoFactor } from "./two-factor.tsx";

/** What is about the person, in whichever account. */
export function ProfilePage() {
	const words = useWords(profileWords);
	const { person } = useSession();
	return (
		<>
			<PageHeader title={words.title} about={words.about(person.email)} />
			<div className="grid gap-6">
				<ProfileForm person={person} />
				<EmailForm email={person.email} />
				<PasswordForm />
				<TwoFactor isOn={person.twoFactor} />
				<Sessions />
			</div>
		</>
	);
}
