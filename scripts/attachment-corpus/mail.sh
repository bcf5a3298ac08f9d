# What mail programs attach: messages, signatures, calendars, cards.

mail() {
	local ssl gpg
	ssl="OpenSSL $(version openssl version)"
	printf 'From: Ann <ann@shop.example>\r\nTo: bob@client.example\r\nSubject: Delivery\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nOn its way.\r\n' >"$out/by-hand.eml"
	line by-hand.eml accepted "a text editor: a message as RFC 5322 shows them"
	python3 - "$out/python.eml" "$out/cairo.pdf" <<-'PY'
		import sys
		from email.message import EmailMessage
		from email.policy import SMTP
		mail = EmailMessage(policy=SMTP)
		mail["Received"] = "from a.example by b.example; Thu, 1 Jan 2026 00:00:00 +0000"
		mail["From"], mail["To"], mail["Subject"] = "ann@shop.example", "bob@client.example", "Rechnung für März"
		mail.set_content("Attached.\n")
		mail.add_attachment(open(sys.argv[2], "rb").read(), maintype="application", subtype="pdf", filename="note.pdf")
		mail.set_boundary("=-boundary-4711")
		open(sys.argv[1], "wb").write(bytes(mail))
	PY
	line python.eml accepted "Python $(version python3 --version) email"
	openssl smime -sign -in "$out/by-hand.eml" -signer pass.pem -inkey pass.key -outform DER -out "$out/smime.p7s" -nodetach
	openssl cms -sign -binary -in orders.csv -signer pass.pem -inkey pass.key -outform DER -out "$out/cms.p7s"
	openssl smime -encrypt -aes256 -in "$out/by-hand.eml" -outform DER -out "$out/smime.p7m" pass.pem
	openssl cms -sign -nodetach -in "$out/by-hand.eml" -signer pass.pem -inkey pass.key -outform DER -stream -out "$out/opaque-streamed.p7m"
	openssl smime -sign -nodetach -in "$out/by-hand.eml" -signer pass.pem -inkey pass.key -outform PEM -out "$out/pem.p7m"
	line smime.p7s accepted "$ssl smime"
	line cms.p7s accepted "$ssl cms, detached"
	line smime.p7m accepted "$ssl smime, encrypted"
	line opaque-streamed.p7m accepted "$ssl cms, signed, BER of indefinite length"
	line pem.p7m accepted "$ssl smime, PEM"
	pgp_files
	calendars
	mkdir -p tnef
	python3 "$here/programs.py" tnef
	cp tnef/harmless-winmail.dat "$out/winmail.dat"
	line winmail.dat accepted "programs.py: TNEF as MS-OXTNEF describes it, a text in it"
}

pgp_files() {
	gpg="GnuPG $(version gpg --version)"
	local run=(gpg --batch --quiet --no-tty --pinentry-mode loopback --passphrase '' --faked-system-time 20260101T000000)
	"${run[@]}" --quick-generate-key 'Ann <ann@shop.example>' ed25519 sign never 2>/dev/null
	"${run[@]}" --armor --export >"$out/key.asc"
	"${run[@]}" --armor --detach-sign -o "$out/signature.asc" orders.csv
	"${run[@]}" --detach-sign -o "$out/orders.csv.sig" orders.csv
	"${run[@]}" --armor --detach-sign -o "$out/armoured.sig" orders.csv
	"${run[@]}" --clearsign -o "$out/clear.asc" "$out/by-hand.ram"
	"${run[@]}" --armor --symmetric -o "$out/encrypted.asc" orders.csv 2>/dev/null || rm -f "$out/encrypted.asc"
	gpgconf --kill gpg-agent
	line key.asc accepted "$gpg, a public key"
	line signature.asc accepted "$gpg"
	line orders.csv.sig accepted "$gpg, binary"
	line armoured.sig accepted "$gpg, armoured"
	line clear.asc accepted "$gpg, a text signed in clear"
	[ ! -f "$out/encrypted.asc" ] || line encrypted.asc accepted "$gpg, encrypted"
}

calendars() {
	python3 "$here/calendars.py" "$out"
	line icalendar.ics accepted "python-icalendar $(version dpkg-query -W python3-icalendar)"
	line vobject.ics accepted "vobject $(version dpkg-query -W python3-vobject)"
	line vobject.vcf accepted "vobject $(version dpkg-query -W python3-vobject)"
	mkdir -p calcurse calendar
	printf '01/02/2026 @ 10:00 -> 01/02/2026 @ 11:00 |Delivery\n' >calcurse/apts
	: >calcurse/todo
	calcurse -D calcurse -xical >"$out/calcurse.ics" 2>/dev/null
	line calcurse.ics accepted "calcurse $(version calcurse --version)"
	printf '[calendars]\n[[one]]\npath = %s/calendar\n[locale]\nlocal_timezone = Europe/Berlin\ndefault_timezone = Europe/Berlin\ndateformat = %%Y-%%m-%%d\nlongdateformat = %%Y-%%m-%%d\ndatetimeformat = %%Y-%%m-%%d %%H:%%M\nlongdatetimeformat = %%Y-%%m-%%d %%H:%%M\ntimeformat = %%H:%%M\n[default]\ndefault_calendar = one\n' "$work" >khal.conf
	khal -c khal.conf new 2026-01-02 10:00 11:00 Delivery :: Köln >/dev/null
	cp calendar/*.ics "$out/khal.ics"
	line khal.ics accepted "khal $(version khal --version), with a time zone"
	printf '[0]\nname=Ann\nemail=ann@shop.example\nphone=+49 221 4711\n' >book
	abook --convert --infile book --informat abook --outformat vcard --outfile "$out/abook.vcf"
	line abook.vcf accepted "abook $(version dpkg-query -W abook), vCard 3"
}
