/** How to send a first mail by hand: said on the terminal and on the page of try mode. */

export interface FirstMail {
	readonly host: string;
	readonly port: number;
	readonly username: string;
	readonly password: string;
	readonly from: string;
	readonly to: string;
}

/** A command for a POSIX shell; curl is on most machines. The certificate of try mode is nobody's: --insecure. */
export const curlCommand = ({ host, port, username, password, from, to }: FirstMail): string =>
	[
		String.raw`printf 'From: ${from}\r\nTo: ${to}\r\nSubject: A first mail\r\n\r\nHello from Angarium.\r\n' |`,
		`  curl --ssl-reqd --insecure --url smtp://${host}:${port} --user '${username}:${password}' \\`,
		`    --mail-from ${from} --mail-rcpt ${to} --upload-file -`,
	].join("\n");

export const swaksCommand = ({ host, port, username, password, from, to }: FirstMail): string =>
	[
		`swaks --server ${host}:${port} --tls --auth PLAIN \\`,
		`    --auth-user ${username} --auth-password ${password} --from ${from} --to ${to}`,
	].join("\n");
