import type { Program } from "./program.ts";
import { shellWord } from "./quoting.ts";

/** Mail servers, devices and commands. */
export const systems: readonly Program[] = [
	{
		id: "postfix",
		name: "Postfix (satellite)",
		file: "/etc/postfix/main.cf, /etc/postfix/relay-password",
		syntax: "config",
		note: "postfix",
		text: ({ host, port, implicit, username, password, from }) => `# /etc/postfix/main.cf
myorigin = ${from.slice(from.indexOf("@") + 1)}
relayhost = [${host}]:${port}
smtp_tls_security_level = secure
${implicit ? "smtp_tls_wrappermode = yes\n" : ""}smtp_tls_CAfile = /etc/ssl/certs/ca-certificates.crt
smtp_sasl_auth_enable = yes
smtp_sasl_password_maps = texthash:/etc/postfix/relay-password
smtp_sasl_tls_security_options = noanonymous

# /etc/postfix/relay-password (chmod 600)
[${host}]:${port} ${username}:${password}
`,
	},
	{
		id: "printer",
		name: "Scanner, printer",
		note: "printer",
		fields: ({ host, port, implicit, username, password, from }) => [
			["server", host],
			["port", String(port)],
			["encryption", implicit ? "SSL/TLS" : "STARTTLS"],
			["authentication", "SMTP AUTH (PLAIN, LOGIN)"],
			["username", username],
			["password", password],
			["from", from],
		],
	},
	{
		id: "msmtp",
		name: "msmtp",
		file: "/etc/msmtprc",
		syntax: "config",
		text: ({ host, port, implicit, username, password, from }) => `account default
host ${host}
port ${port}
tls on
tls_starttls ${implicit ? "off" : "on"}
auth on
user ${username}
password ${password}
from ${from}
`,
	},
	{
		id: "curl",
		name: "curl",
		syntax: "shell",
		text: ({
			host,
			port,
			implicit,
			username,
			password,
			from,
		}) => `printf '%s\\r\\n' ${shellWord(`From: ${from}`)} 'To: you@client.example' 'Subject: Hello' '' 'It works.' |
  curl --ssl-reqd --url ${implicit ? "smtps" : "smtp"}://${host}:${port} \\
    --user ${shellWord(`${username}:${password}`)} \\
    --mail-from ${from} --mail-rcpt you@client.example --upload-file -
`,
	},
	{
		id: "swaks",
		name: "swaks",
		syntax: "shell",
		text: ({
			host,
			port,
			implicit,
			username,
			password,
			from,
		}) => `swaks --server ${host} --port ${port} ${implicit ? "--tls-on-connect" : "--tls"} \\
  --auth PLAIN --auth-user ${shellWord(username)} --auth-password ${shellWord(password)} \\
  --from ${from} --to you@client.example
`,
	},
];
