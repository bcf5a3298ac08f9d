import type { Program } from "./program.ts";
import { quoted } from "./quoting.ts";

/** Web frameworks and what is built with them. */
export const frameworks: readonly Program[] = [
	{
		id: "laravel",
		name: "Laravel",
		file: ".env",
		syntax: "env",
		text: ({ host, port, implicit, username, password, from }) => `MAIL_MAILER=smtp
MAIL_SCHEME=${implicit ? "smtps" : "smtp"}
MAIL_HOST=${host}
MAIL_PORT=${port}
MAIL_USERNAME=${quoted(username)}
MAIL_PASSWORD=${quoted(password)}
MAIL_FROM_ADDRESS=${quoted(from)}
`,
	},
	{
		id: "symfony",
		name: "Symfony",
		file: ".env.local",
		syntax: "env",
		text: ({ host, port, implicit, username, password }) => {
			const login = `${encodeURIComponent(username)}:${encodeURIComponent(password)}`;
			const dsn = implicit
				? `smtps://${login}@${host}:${port}`
				: `smtp://${login}@${host}:${port}?require_tls=true`;
			return `MAILER_DSN=${quoted(dsn)}\n`;
		},
	},
	{
		id: "django",
		name: "Django",
		file: "settings.py",
		syntax: "python",
		text: ({
			host,
			port,
			implicit,
			username,
			password,
			from,
		}) => `EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = ${quoted(host)}
EMAIL_PORT = ${port}
${implicit ? "EMAIL_USE_SSL" : "EMAIL_USE_TLS"} = True
EMAIL_HOST_USER = ${quoted(username)}
EMAIL_HOST_PASSWORD = ${quoted(password)}
DEFAULT_FROM_EMAIL = ${quoted(from)}
SERVER_EMAIL = ${quoted(from)}
`,
	},
	{
		id: "rails",
		name: "Ruby on Rails",
		file: "config/environments/production.rb",
		syntax: "ruby",
		text: ({
			host,
			port,
			implicit,
			username,
			password,
			from,
		}) => `config.action_mailer.delivery_method = :smtp
config.action_mailer.default_options = { from: ${quoted(from, "'")} }
config.action_mailer.smtp_settings = {
  address: ${quoted(host, "'")},
  port: ${port},
  ${implicit ? "tls: true," : "enable_starttls: true,"}
  authentication: :plain,
  user_name: ${quoted(username, "'")},
  password: ${quoted(password, "'")}
}
`,
	},
	{
		id: "spring",
		name: "Spring Boot",
		file: "application.properties",
		syntax: "properties",
		text: ({ host, port, implicit, username, password }) => `spring.mail.host=${host}
spring.mail.port=${port}
spring.mail.username=${username}
spring.mail.password=${password}
spring.mail.properties.mail.smtp.auth=true
${
	implicit
		? "spring.mail.properties.mail.smtp.ssl.enable=true"
		: `spring.mail.properties.mail.smtp.starttls.enable=true
spring.mail.properties.mail.smtp.starttls.required=true`
}
spring.mail.properties.mail.smtp.ssl.checkserveridentity=true
`,
	},
	{
		id: "ghost",
		name: "Ghost",
		file: "config.production.json",
		syntax: "json",
		text: ({ host, port, implicit, username, password, from }) =>
			`${JSON.stringify(
				{
					mail: {
						from,
						transport: "SMTP",
						options: {
							host,
							port,
							secure: implicit,
							...(implicit ? {} : { requireTLS: true }),
							auth: { user: username, pass: password },
						},
					},
				},
				null,
				2,
			)}\n`,
	},
	{
		id: "wordpress",
		name: "WordPress",
		note: "wordpress",
		fields: ({ host, port, implicit, username, password, from }) => [
			["from", from],
			["server", host],
			["encryption", implicit ? "SSL" : "TLS"],
			["port", String(port)],
			["authentication", "on"],
			["username", username],
			["password", password],
		],
	},
];
