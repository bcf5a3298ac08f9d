import { catalogue } from "../../words/catalogue.ts";

export const signInWords = catalogue(
	{
		title: "Sign in",
		email: "E-mail address",
		password: "Password",
		remember: "Stay signed in on this device",
		act: "Sign in",
		forgot: "Forgot the password?",
		oidc: "Sign in with your organisation",
		or: "or",
		wrong: "Address or password is not right. After several tries the sign-in is blocked for a while.",
		tooMany: "Too many tries. Wait a few minutes and try again.",
		tryMode:
			"This is try mode: the address and password stand in the terminal where the service was started.",
		second: {
			title: "Second step",
			about: "Type the six digits that your authenticator app shows for Angarium.",
			code: "Code of the app",
			recoveryAbout: "Type one of the recovery codes that you kept. Each works once.",
			recovery: "Recovery code",
			useRecovery: "Use a recovery code",
			useApp: "Use the app",
			act: "Verify",
			wrong: "This code is not right. A code of the app holds for half a minute: try the one shown now.",
			back: "Begin anew",
		},
		reset: {
			title: "Reset the password",
			about: "We send a link to the address if somebody signs in with it.",
			act: "Send the link",
			sent: (email: string) =>
				`If somebody signs in with ${email}, a link is on its way there. It holds for one hour.`,
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
			"L’adresse ou le mot de passe n’est pas correct. Après plusieurs essais, la connexion est bloquée un moment.",
		tooMany: "Trop d’essais. Attendez quelques minutes et réessayez.",
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
				"Ce code n’est pas correct. Un code de l’application vaut une demi-minute : essayez celui qui est affiché maintenant.",
			back: "Recommencer",
		},
		reset: {
			title: "Réinitialiser le mot de passe",
			about: "Nous envoyons un lien à cette adresse si quelqu’un se connecte avec elle.",
			act: "Envoyer le lien",
			sent: (email: string) =>
				`Si quelqu’un se connecte avec ${email}, un lien lui est envoyé. Il est valable une heure.`,
			back: "Revenir à la connexion",
		},
	},
);
