# Messages by programs of the command line, and signed and encrypted ones.

commands() {
	local from=ann@shop.example
	printf 'account default\nhost 127.0.0.1\nport %s\nfrom %s\ntls off\nauth off\ndomain shop.example\n' "$PORT" $from >"$HOME/.msmtprc"
	chmod 600 "$HOME/.msmtprc"
	cp "$FILES/cairo.pdf" note.pdf
	cp "$FILES/cairo.pdf" 'Lieferschein Größe.pdf'
	printf 'Attached.\n\n.\n..\nFrom here on.\n' >body.txt

	mutters mutt
	mutters neomutt
	printf 'set text_flowed=yes\n' >>mutt.rc
	printf 'A paragraph that flows \nover two lines.\n\n> quoted\n-- \nAnn\n' | mutt -F mutt.rc -s Flowed mutt-format-flowed@client.example

	MAILRC=/dev/null s-nail -n -S v15-compat -S "mta=smtp://127.0.0.1:$PORT" -S smtp-auth=none -S "from=Ann <$from>" -S hostname=shop.example \
		-S sendcharsets=utf-8 -s 'Bestätigung' -a note.pdf -a "$FILES/orders.csv.gz" s-nail-attachments@client.example <body.txt
	{ echo "Encoded the old way:"; uuencode note.pdf note.pdf; } | MAILRC=/dev/null s-nail -n -S v15-compat -S "mta=smtp://127.0.0.1:$PORT" -S smtp-auth=none -S "from=Ann <$from>" \
		-S hostname=shop.example -s Uuencoded s-nail-uuencode@client.example
	bsd-mailx -s Delivery -r $from bsd-mailx-plain@client.example <body.txt
	mail.mailutils -s Delivery -r $from -A note.pdf mailutils-attachment@client.example <body.txt
	printf 'From: %s\nTo: msmtp-bare@client.example\nBcc: hidden@client.example\nSubject: No date, no identifier\n\nHello\n' $from |
		msmtp --keepbcc=on --set-date-header=off --set-msgid-header=off msmtp-bare@client.example
	swaks --silent 2 --server 127.0.0.1 --port "$PORT" --from $from --to swaks-attachment@client.example --attach-type application/pdf \
		--attach-name note.pdf --attach @note.pdf --attach-type text/calendar --attach "@$FILES/khal.ics" --body @body.txt
	swaks --silent 2 --server 127.0.0.1 --port "$PORT" --from $from --to swaks-plain@client.example
	sendemail -q -f $from -t sendemail-attachment@client.example -u Delivery -m 'Attached.' -a note.pdf -s "127.0.0.1:$PORT" -o tls=no >/dev/null
	mpack -s Delivery -o mpack.eml note.pdf
	{ printf 'From: %s\nTo: mpack-attachment@client.example\n' $from; cat mpack.eml; } | msmtp mpack-attachment@client.example
	mime-construct --output --to mime-construct-attachments@client.example --header "From: $from" --subject Delivery \
		--string 'Attached.' --attachment note.pdf --type application/pdf --file note.pdf --type image/png --file-auto "$FILES/cairo.png" >construct.eml
	msmtp mime-construct-attachments@client.example <construct.eml
	curl -s "smtp://127.0.0.1:$PORT/shop.example" --mail-from $from --mail-rcpt curl-attachments@client.example -H "From: <$from>" \
		-H 'To: <curl-attachments@client.example>' -H 'Subject: Delivery' -F '=(;type=multipart/alternative' -F '=Attached.' \
		-F '=Attached, <b>richly</b>.;type=text/html' -F '=)' -F '=@note.pdf;encoder=base64' -F "=@$FILES/vobject.vcf;encoder=quoted-printable"
	patches
}

# mutters PROGRAM: mutt and its kin, with attachments.
mutters() {
	printf 'set from="%s"\nset realname="Ann Größe"\nset use_from=yes\nset smtp_url="smtp://127.0.0.1:%s/"\nset ssl_starttls=no\nset ssl_force_tls=no\nset copy=no\nset hostname=shop.example\nset send_charset="us-ascii:utf-8"\nset charset=utf-8\n' \
		ann@shop.example "$PORT" >mutt.rc
	"$1" -F mutt.rc -s 'Bestätigung – 4711' -a 'Lieferschein Größe.pdf' "$FILES/pandoc.epub" "$FILES/key.asc" -- "$1-attachments@client.example" <body.txt
}

patches() {
	git init -q repository
	(
		cd repository
		git config user.name 'Ann Größe'
		git config user.email ann@shop.example
		echo one >file && git add file && git commit -q -m 'a file' && echo 'zwei Größen' >>file && git commit -q -am 'file: a second line'
		git send-email -q --from=ann@shop.example --to=git-send-email@client.example --smtp-server=127.0.0.1 --smtp-server-port="$PORT" \
			--confirm=never --suppress-cc=all --no-validate -1 >/dev/null
	)
}

# enveloped NAME: what stands on the standard input is the rest of the header and the body.
enveloped() {
	{
		printf 'From: Ann <ann@shop.example>\nTo: %s@client.example\nSubject: %s\nDate: Thu, 01 Jan 2026 00:00:00 +0000\nMessage-ID: <%s@shop.example>\n' "$1" "$1" "$1"
		cat
	} | sed 's/\r$//' | msmtp "$1@client.example"
}

secured() {
	openssl req -x509 -newkey rsa:2048 -nodes -days 36500 -subj '/CN=Ann/emailAddress=ann@shop.example' -keyout ann.key -out ann.pem 2>/dev/null
	python3 - "$FILES" <<-'PY'
		import sys
		from email.message import EmailMessage
		from email.policy import SMTP
		mail = EmailMessage(policy=SMTP)
		mail.set_content("Signed, with a file.\n")
		mail.add_attachment(open(sys.argv[1] + "/cairo.pdf", "rb").read(), maintype="application", subtype="pdf", filename="note.pdf")
		del mail["MIME-Version"]
		open("entity", "wb").write(bytes(mail))
	PY
	openssl smime -sign -in entity -signer ann.pem -inkey ann.key | enveloped openssl-smime-signed
	openssl smime -sign -nodetach -in entity -signer ann.pem -inkey ann.key | enveloped openssl-smime-opaque
	openssl smime -encrypt -aes256 -in entity ann.pem | enveloped openssl-smime-encrypted
	openssl cms -encrypt -aes-256-gcm -in entity ann.pem | enveloped openssl-cms-authenveloped

	local run=(gpg --batch --quiet --no-tty --pinentry-mode loopback --passphrase '' --trust-model always)
	"${run[@]}" --quick-generate-key 'Ann <ann@shop.example>' default default never 2>/dev/null
	"${run[@]}" --armor --detach-sign --digest-algo SHA256 -o signature.asc entity
	{
		printf 'MIME-Version: 1.0\r\nContent-Type: multipart/signed; micalg=pgp-sha256;\r\n protocol="application/pgp-signature"; boundary="=-signed"\r\n\r\n--=-signed\r\n'
		cat entity
		printf '\r\n--=-signed\r\nContent-Type: application/pgp-signature; name="signature.asc"\r\nContent-Description: OpenPGP digital signature\r\nContent-Disposition: attachment; filename="signature.asc"\r\n\r\n'
		cat signature.asc
		printf '\r\n--=-signed--\r\n'
	} | enveloped gnupg-pgp-mime-signed
	"${run[@]}" --armor --encrypt --recipient ann@shop.example -o encrypted.asc entity
	{
		printf 'MIME-Version: 1.0\r\nContent-Type: multipart/encrypted; protocol="application/pgp-encrypted";\r\n boundary="=-encrypted"\r\n\r\n--=-encrypted\r\nContent-Type: application/pgp-encrypted\r\nContent-Description: PGP/MIME version identification\r\n\r\nVersion: 1\r\n\r\n--=-encrypted\r\nContent-Type: application/octet-stream; name="encrypted.asc"\r\nContent-Disposition: inline; filename="encrypted.asc"\r\n\r\n'
		cat encrypted.asc
		printf '\r\n--=-encrypted--\r\n'
	} | enveloped gnupg-pgp-mime-encrypted
	{
		printf 'MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n'
		printf 'Signed in clear. Größe.\n' | "${run[@]}" --clearsign
	} | enveloped gnupg-inline-signed
	gpgconf --kill gpg-agent
}
