import type { Program } from "./program.ts";
import { quoted } from "./quoting.ts";

/** Mail libraries of programming languages. */
export const libraries: readonly Program[] = [
	{
		id: "nodemailer",
		name: "Nodemailer",
		syntax: "javascript",
		text: ({ host, port, implicit, username, password, from }) => `import nodemailer from "nodemailer";

const transport = nodemailer.createTransport({
  host: ${quoted(host)},
  port: ${port},
  ${implicit ? "secure: true," : "requireTLS: true,"}
  pool: true,
  auth: { user: ${quoted(username)}, pass: ${quoted(password)} },
});

await transport.sendMail({
  from: ${quoted(from)},
  to: "you@client.example",
  subject: "Hello",
  text: "It works.",
});
`,
	},
	{
		id: "python",
		name: "Python (smtplib)",
		syntax: "python",
		text: ({ host, port, implicit, username, password, from }) => `import smtplib
import ssl
from email.message import EmailMessage

message = EmailMessage()
message["From"] = ${quoted(from)}
message["To"] = "you@client.example"
message["Subject"] = "Hello"
message.set_content("It works.")

context = ssl.create_default_context()
${
	implicit
		? `with smtplib.SMTP_SSL(${quoted(host)}, ${port}, context=context) as smtp:`
		: `with smtplib.SMTP(${quoted(host)}, ${port}) as smtp:
    smtp.starttls(context=context)`
}
    smtp.login(${quoted(username)}, ${quoted(password)})
    smtp.send_message(message)
`,
	},
	{
		id: "phpmailer",
		name: "PHPMailer",
		syntax: "php",
		text: ({ host, port, implicit, username, password, from }) => `<?php
use PHPMailer\\PHPMailer\\PHPMailer;

$mail = new PHPMailer(true);
$mail->isSMTP();
$mail->Host = ${quoted(host, "'")};
$mail->Port = ${port};
$mail->SMTPSecure = PHPMailer::${implicit ? "ENCRYPTION_SMTPS" : "ENCRYPTION_STARTTLS"};
$mail->SMTPAuth = true;
$mail->Username = ${quoted(username, "'")};
$mail->Password = ${quoted(password, "'")};
$mail->CharSet = PHPMailer::CHARSET_UTF8;
$mail->setFrom(${quoted(from, "'")});
$mail->addAddress('you@client.example');
$mail->Subject = 'Hello';
$mail->Body = 'It works.';
$mail->send();
`,
	},
	{
		id: "go",
		name: "Go (go-mail)",
		syntax: "go",
		text: ({ host, port, implicit, username, password, from }) => `package main

import (
	"log"

	"github.com/wneessen/go-mail"
)

func main() {
	message := mail.NewMsg()
	if err := message.From(${quoted(from)}); err != nil {
		log.Fatal(err)
	}
	if err := message.To("you@client.example"); err != nil {
		log.Fatal(err)
	}
	message.Subject("Hello")
	message.SetBodyString(mail.TypeTextPlain, "It works.")

	client, err := mail.NewClient(${quoted(host)},
		mail.WithPort(${port}),
		${implicit ? "mail.WithSSL()," : "mail.WithTLSPolicy(mail.TLSMandatory),"}
		mail.WithSMTPAuth(mail.SMTPAuthPlain),
		mail.WithUsername(${quoted(username)}),
		mail.WithPassword(${quoted(password)}),
	)
	if err != nil {
		log.Fatal(err)
	}
	if err := client.DialAndSend(message); err != nil {
		log.Fatal(err)
	}
}
`,
	},
	{
		id: "mailkit",
		name: ".NET (MailKit)",
		syntax: "csharp",
		text: ({ host, port, implicit, username, password, from }) => `using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

var message = new MimeMessage();
message.From.Add(MailboxAddress.Parse(${quoted(from)}));
message.To.Add(MailboxAddress.Parse("you@client.example"));
message.Subject = "Hello";
message.Body = new TextPart("plain") { Text = "It works." };

using var client = new SmtpClient();
await client.ConnectAsync(${quoted(host)}, ${port}, SecureSocketOptions.${implicit ? "SslOnConnect" : "StartTls"});
await client.AuthenticateAsync(${quoted(username)}, ${quoted(password)});
await client.SendAsync(message);
await client.DisconnectAsync(true);
`,
	},
];
