# Archives, and other files that are zip archives inside.

archives() {
	rm -rf tree
	mkdir -p tree/papers
	cp "$out/cairo.pdf" tree/papers/note.pdf
	cp orders.csv tree/
	cp "$out/writer.txt" tree/'Grüße.txt'
	(cd tree && zips && tars && others)
	rich_internet_files
}

zips() {
	local by
	by="Info-ZIP $(version zip -v)"
	zip -q -r "$out/info-zip.zip" .
	line info-zip.zip accepted "$by"
	cat orders.csv | zip -q "$out/data-descriptor.zip" -
	line data-descriptor.zip accepted "$by, from a stream: data descriptor, entry named -"
	zip -q -r -fz "$out/zip64.zip" .
	line zip64.zip accepted "$by, zip64"
	zip -q -r -0 -z "$out/stored-with-comment.zip" . <<<"Delivery of March" >/dev/null
	line stored-with-comment.zip accepted "$by, stored, with a comment"
	zip -q -Z bzip2 "$out/bzip2.zip" orders.csv
	line bzip2.zip accepted "$by, bzip2"
	7z a -bd "$out/7-zip.zip" . >/dev/null
	line 7-zip.zip accepted "7-Zip $(version 7z)"
	7z a -bd -mm=LZMA "$out/lzma.zip" orders.csv >/dev/null
	line lzma.zip accepted "7-Zip $(version 7z), LZMA"
	bsdtar -a -cf "$out/bsdtar.zip" .
	line bsdtar.zip accepted "bsdtar $(version bsdtar --version)"
	python3 -m zipfile -c "$out/python.zip" . >/dev/null
	line python.zip accepted "Python $(version python3 --version) zipfile"
	jar cfM "$out/java.zip" .
	line java.zip accepted "jar of OpenJDK $(version jar --version), without a manifest"
	zip -q -P secret "$out/zipcrypto.zip" orders.csv
	line zipcrypto.zip accepted "$by, a password (ZipCrypto)" "" attachment-encrypted
	7z a -bd -psecret -mem=AES256 "$out/aes.zip" orders.csv >/dev/null
	line aes.zip accepted "7-Zip $(version 7z), a password (AES-256)" "" attachment-encrypted
	(cd "$work" && zip -q "$work/empty.zip" orders.csv && zip -q -d "$work/empty.zip" orders.csv || true)
	python3 -c 'import sys, zipfile; zipfile.ZipFile(sys.argv[1], "w").close()' "$out/empty.zip"
	line empty.zip accepted "Python zipfile, an archive of nothing"
	line writer.docx accepted "LibreOffice: a document of this kind is a zip too" letter.zip
}

tars() {
	local by form
	by="GNU tar $(version tar --version)"
	for form in gnu pax ustar v7; do
		tar --format=$form -b1 -cf "$out/$form.tar" orders.csv papers
		line $form.tar accepted "$by, format $form"
	done
	tar -cf "$out/long-name.tar" --transform 's,^,a-folder-with-a-name-that-is-rather-long-and-does-not-fit/and-another-one-beneath-it-of-the-same-kind/,' orders.csv
	line long-name.tar accepted "$by, a name of over 100 octets"
	bsdtar -cf "$out/bsdtar.tar" .
	line bsdtar.tar accepted "bsdtar $(version bsdtar --version)"
	python3 -m tarfile -c "$out/python.tar" orders.csv
	line python.tar accepted "Python $(version python3 --version) tarfile"
	tar -czf "$out/gnu.tgz" .
	line gnu.tgz accepted "$by with gzip"
	line gnu.tgz accepted "$by with gzip" backup.tar.gz
	gzip -c orders.csv >"$out/orders.csv.gz"
	line orders.csv.gz accepted "gzip $(version gzip --version)"
	line orders.csv.gz accepted "gzip $(version gzip --version)" orders.gzip
	gzip -nc <orders.csv >"$out/no-name.gz"
	line no-name.gz accepted "gzip $(version gzip --version), from a stream, no name"
	python3 -c 'import gzip, sys; gzip.open(sys.argv[1], "wb").write(b"order 4711\n")' "$out/python.txt.gz"
	line python.txt.gz accepted "Python gzip"
}

others() {
	local by
	by="7-Zip $(version 7z)"
	7z a -bd "$out/7-zip.7z" . >/dev/null
	line 7-zip.7z accepted "$by, solid"
	7z a -bd -mhc=off -m0=copy "$out/plain-header.7z" orders.csv >/dev/null
	line plain-header.7z accepted "$by, a header that is not compressed"
	7z a -bd -psecret "$out/password.7z" orders.csv >/dev/null
	line password.7z accepted "$by, a password, names to be seen" "" attachment-encrypted
	7z a -bd -psecret -mhe=on "$out/hidden-names.7z" orders.csv >/dev/null
	line hidden-names.7z accepted "$by, a password, names hidden" "" attachment-encrypted
	bsdtar --format=7zip -cf "$out/bsdtar.7z" .
	line bsdtar.7z accepted "bsdtar $(version bsdtar --version)"
	by="RAR $(version rar)"
	rar a -inul -ma5 -r "$out/rar5.rar" .
	line rar5.rar accepted "$by, format 5"
	rar a -inul -ma5 -psecret "$out/password.rar" orders.csv
	line password.rar accepted "$by, format 5, a password, names to be seen" "" attachment-encrypted
	rar a -inul -ma5 -hpsecret "$out/hidden-names.rar" orders.csv
	line hidden-names.rar accepted "$by, format 5, a password, names hidden" "" attachment-encrypted
	if rar a -inul -ma4 -r "$out/rar4.rar" . 2>/dev/null; then line rar4.rar accepted "$by, format 4"; fi
}

rich_internet_files() {
	# Apple Wallet: a zip of pass.json, the digests of its files, and a signature over them.
	mkdir -p pass
	printf '{"formatVersion":1,"passTypeIdentifier":"pass.example.shop","serialNumber":"4711","description":"Pick-up"}' >pass/pass.json
	cp logo.png pass/icon.png
	(cd pass && printf '{"pass.json":"%s","icon.png":"%s"}' "$(openssl sha1 -r pass.json | cut -d' ' -f1)" \
		"$(openssl sha1 -r icon.png | cut -d' ' -f1)" >manifest.json)
	openssl req -x509 -newkey rsa:2048 -nodes -days 36500 -subj /CN=shop.example -keyout pass.key -out pass.pem 2>/dev/null
	openssl smime -sign -binary -in pass/manifest.json -signer pass.pem -inkey pass.key -outform DER -out pass/signature
	(cd pass && zip -q "$out/wallet.pkpass" pass.json manifest.json icon.png signature)
	line wallet.pkpass accepted "Info-ZIP and OpenSSL, the parts as Apple's PassKit describes them"
	# Flash's authoring format since CS5 is a zip whose first entry is its media type, stored.
	mkdir -p xfl/LIBRARY
	printf 'application/vnd.adobe.xfl' >xfl/mimetype
	printf 'PROXY-CS5' >xfl/clock.xfl
	printf '<DOMDocument xmlns="http://ns.adobe.com/xfl/2008/" xflVersion="2.1" width="550" height="400"><timelines><DOMTimeline name="Scene 1"><layers><DOMLayer name="Layer 1"><frames><DOMFrame index="0"><elements/></DOMFrame></frames></DOMLayer></layers></DOMTimeline></timelines></DOMDocument>' >xfl/DOMDocument.xml
	(cd xfl && zip -q -X -0 "$out/xfl.fla" mimetype && zip -q -X "$out/xfl.fla" DOMDocument.xml clock.xfl)
	line xfl.fla accepted "Info-ZIP, the parts as Flash CS5 writes them"
	# Before that, it is an OLE2 file with a stream Contents and one for each scene.
	mkdir -p ole
	printf '\x2f\x07\x0e\x00Flash document' >ole/Contents
	printf '\x01\x00\x05CPicPage' >'ole/Page 1'
	(cd ole && gsf createole "$out/contents.fla" Contents 'Page 1')
	line contents.fla accepted "libgsf $(version gsf --version), streams called as in Flash 8's files"
	old_star_office
}

# The XML formats of StarOffice 6 and OpenOffice.org 1: no program writes them any more, LibreOffice reads them.
old_star_office() {
	star sxw writer '<office:body><text:p>Delivery note 4711</text:p></office:body>'
	star sxc calc '<office:body><table:table table:name="Orders"><table:table-row><table:table-cell table:value-type="float" table:value="4711"><text:p>4711</text:p></table:table-cell></table:table-row></table:table></office:body>'
}

star() {
	local names
	names='xmlns:office="http://openoffice.org/2000/office" xmlns:text="http://openoffice.org/2000/text" xmlns:table="http://openoffice.org/2000/table" xmlns:manifest="http://openoffice.org/2001/manifest"'
	rm -rf star && mkdir -p star/META-INF
	printf 'application/vnd.sun.xml.%s' "$2" >star/mimetype
	printf '<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content %s office:class="%s" office:version="1.0">%s</office:document-content>' \
		"$names" "${2/calc/spreadsheet}" "$3" | sed 's/office:class="writer"/office:class="text"/' >star/content.xml
	printf '<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest %s><manifest:file-entry manifest:media-type="application/vnd.sun.xml.%s" manifest:full-path="/"/><manifest:file-entry manifest:media-type="text/xml" manifest:full-path="content.xml"/></manifest:manifest>' \
		"$names" "$2" >star/META-INF/manifest.xml
	(cd star && zip -q -X -0 "$out/openoffice-1.$1" mimetype && zip -q -X "$out/openoffice-1.$1" content.xml META-INF/manifest.xml)
	line "openoffice-1.$1" accepted "Info-ZIP, the parts as the OpenOffice.org 1.0 format describes them"
}
