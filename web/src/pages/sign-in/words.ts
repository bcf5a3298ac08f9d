import { catalogue } from "../../words/catalogue.ts";

export const signInWords = catalogue(
	{
		title: "Sign in",
		email: "E-mail address",
		password: "Password",
		remember: "Stay signed in on this device",
		act: "Sign in",
		forgot: "Forgot your password?",
		oidc: "Sign in with your organisation",
		or: "or",
		wrong: "The address or the password is not right. After several tries, sign-in is blocked for a while.",
		tryMode:
			"This is try mode: the address and the password are shown in the terminal where the service was started.",
		second: {
			title: "Second step",
			about: "Type the six digits that your authenticator app shows for Angarium.",
			code: "Code from the app",
			recoveryAbout: "Type one of the recovery codes that you kept. Each works once.",
			recovery: "Recovery code",
			useRecovery: "Use a recovery code",
			useApp: "Use the app",
			act: "Verify",
			wrong: "This code is not right. Each code is valid for half a minute: try the one shown now.",
			wrongRecovery: "This is none of your recovery codes, or it has been used.",
			back: "Start over",
		},
		reset: {
			title: "Reset your password",
			about: "Type the address that you sign in with: we mail a link to it.",
			act: "Send the link",
			sent: (email: string) =>
				`If ${email} is known here, a link is on its way to it. The link is valid for one hour.`,
			back: "Back to sign-in",
		},
	},
	{
		title: "Connexion",
		email: "Adresse e-mail",
		password: "Mot de passe",
		remember: "Rester connecté sur cet appareil",
		act: "Se connecter",
		forgot: "Mot de passe oublié ?",
		oidc: "Se connecter avec votre organisation",
		or: "ou",
		wrong:
			"L’adresse ou le mot de passe est incorrect. Après plusieurs essais, la connexion est bloquée un moment.",
		tryMode:
			"C’est le mode d’essai : l’adresse et le mot de passe sont affichés dans le terminal où le service a été lancé.",
		second: {
			title: "Deuxième étape",
			about: "Saisissez les six chiffres que votre application d’authentification affiche pour Angarium.",
			code: "Code de l’application",
			recoveryAbout: "Saisissez un des codes de secours que vous avez conservés. Chacun ne sert qu’une fois.",
			recovery: "Code de secours",
			useRecovery: "Utiliser un code de secours",
			useApp: "Utiliser l’application",
			act: "Vérifier",
			wrong:
				"Ce code n’est pas correct. Chaque code est valable une demi-minute : essayez celui qui est affiché maintenant.",
			wrongRecovery: "Ce n’est aucun de vos codes de secours, ou il a déjà servi.",
			back: "Recommencer",
		},
		reset: {
			title: "Réinitialiser votre mot de passe",
			about: "Saisissez l’adresse avec laquelle vous vous connectez : nous y envoyons un lien.",
			act: "Envoyer le lien",
			sent: (email: string) =>
				`Si l’adresse ${email} est connue ici, un lien lui est envoyé. Il est valable une heure.`,
			back: "Revenir à la connexion",
		},
	},
);
