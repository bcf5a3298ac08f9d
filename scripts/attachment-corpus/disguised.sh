# Files that must not pass, or not under the name that they come with. None of them does anything.

disguised() {
	by="built by this script's programs.py: its headers only"
	parts=$work/parts
	mkdir -p "$parts"
	python3 "$here/programs.py" "$parts"
	made_by_programs
	python3 "$here/polyglots.py" "$corpus/genuine" "$parts" "$out"
	programs_as_themselves
	programs_as_documents
	scripts_as_texts
	documents_as_others
	containers
	names
}

made_by_programs() {
	(cd "$parts" && printf 'public class Hello { public static void main(String[] words) { } }\n' >Hello.java &&
		javac Hello.java && printf 'Main-Class: Hello\n' >main && jar cfm hello.jar main Hello.class)
	printf '\x01\x16\x01\x00\x06\x00' >"$parts/dir"
	printf 'ID="{00000000-0000-0000-0000-000000000000}"\r\nDocument=ThisDocument\r\n' >"$parts/PROJECT"
	(cd "$parts" && gsf createole vbaProject.bin PROJECT dir)
	printf 'hello' >"$parts/__nameid_version1.0"
	printf '\0\0\0\0\0\0\0\0' >"$parts/__properties_version1.0"
	(cd "$parts" && gsf createole mail.msg __properties_version1.0 __nameid_version1.0)
	cat >"$parts/hello.wxs" <<-'TEXT'
		<?xml version="1.0"?>
		<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
		  <Product Name="Hello" Id="*" UpgradeCode="11111111-2222-3333-4444-555555555555" Language="1033" Version="1.0" Manufacturer="Shop">
		    <Package InstallerVersion="200" Compressed="yes"/>
		    <Directory Id="TARGETDIR" Name="SourceDir"/>
		    <Feature Id="Main" Level="1"/>
		  </Product>
		</Wix>
	TEXT
	(cd "$parts" && wixl -o hello.msi hello.wxs)
	mkdir -p "$parts/disk" && echo hello >"$parts/disk/note.txt"
	genisoimage -quiet -no-pad -o "$parts/disk.iso" "$parts/disk"
	truncate -s 64K "$parts/disk.img" && mkfs.fat -F 12 "$parts/disk.img" >/dev/null
	qemu-img create -q -f vpc "$parts/disk.vhd" 1M
	python3 - "$parts" <<-'PY'
		import sys, xlsxwriter
		with xlsxwriter.Workbook(sys.argv[1] + "/macros.xlsm") as book:
		    book.add_worksheet()
		    book.add_vba_project(sys.argv[1] + "/vbaProject.bin")
	PY
}

# no FILE NAME REASON [BY]: a file of the parts (or of the genuine ones), under a name that it must not pass by.
no() {
	local file=$1
	if [ -f "$parts/$1" ]; then cp "$parts/$1" "$out/"; else file=../genuine/$1; fi
	line "$file" "attachment-$3" "${4-$by}" "$2"
}

programs_as_themselves() {
	local file
	for file in program.exe library.dll shortcut.lnk image.dmg hello.bat hello.cmd hello.ps1 hello.vbs hello.js hello.wsf hello.hta hello.reg hello.url hello.sh hello.py; do
		no "$file" "$file" type-refused
	done
	no program.exe 'holiday.scr' type-refused
	no program.elf installer type-refused
	no hello.jar hello.jar type-refused "jar of OpenJDK"
	no Hello.class Hello.class type-refused "javac of OpenJDK"
	no hello.msi hello.msi type-refused "wixl $(version wixl --version)"
	no disk.iso disk.iso type-refused genisoimage
	no disk.img disk.img type-refused mkfs.fat
	no disk.vhd disk.vhd type-refused qemu-img
	line app.apk attachment-type-refused "Python zipfile, the parts of an Android app"
	line macros.docm attachment-type-refused "LibreOffice, a macro project put in"
	line macros.dotm attachment-type-refused "LibreOffice, a macro project put in"
	line macros.pptm attachment-type-refused "pandoc, a macro project put in"
	no macros.xlsm macros.xlsm type-refused XlsxWriter
}

programs_as_documents() {
	local to
	for to in pdf jpg docx doc txt csv zip; do
		no program.exe "invoice.$to" content-mismatch
		no program.elf "invoice.$to" content-mismatch
		no program.macho "invoice.$to" content-mismatch
	done
	for to in xlsx mp3 eml p7s sig fla gz rar 7z md html json ics svg heic mpg; do no program.exe "invoice.$to" content-mismatch; done
	no library.dll invoice.doc content-mismatch
	no fat.macho invoice.pdf content-mismatch
	no Hello.class picture.png content-mismatch "javac of OpenJDK"
	no hello.jar papers.zip content-mismatch "jar of OpenJDK"
	no shortcut.lnk invoice.pdf content-mismatch
	no hello.msi invoice.doc content-mismatch "wixl $(version wixl --version)"
	no hello.msi table.xls content-mismatch "wixl $(version wixl --version)"
	no disk.iso film.mpg content-mismatch genisoimage
	no disk.iso papers.zip content-mismatch genisoimage
	no disk.img scan.bmp content-mismatch mkfs.fat
	no disk.vhd invoice.pdf content-mismatch qemu-img
	no image.dmg papers.zip content-mismatch
	no mail.msg letter.doc content-mismatch libgsf
	line app.apk attachment-content-mismatch "Python zipfile, the parts of an Android app" papers.zip
}

scripts_as_texts() {
	local file
	for file in hello.bat hello.ps1 hello.vbs hello.js hello.wsf hello.hta hello.reg hello.url hello.sh hello.py; do
		no "$file" notes.txt content-mismatch
	done
	no hello.hta page.html content-mismatch
	no hello.vbs table.csv content-mismatch
	no hello.wsf orders.xml content-mismatch
	no hello.js data.json content-mismatch
	no hello.bat invoice.pdf content-mismatch
	no hello.ps1 letter.doc content-mismatch
	no hello.sh invite.ics content-mismatch
	no hello.sh readme.md content-mismatch
}

documents_as_others() {
	line macros.docm attachment-content-mismatch "LibreOffice, a macro project put in" letter.docx
	line macros.dotm attachment-content-mismatch "LibreOffice, a macro project put in" letter.docx
	line macros.docm attachment-content-mismatch "LibreOffice, a macro project put in" letter.doc
	line macros-hidden.docx attachment-content-mismatch "LibreOffice, a macro project put in without a word of it"
	line macros-hidden.xlsx attachment-content-mismatch "openpyxl, a macro project put in without a word of it"
	line macros.pptm attachment-content-mismatch "pandoc, a macro project put in" slides.pptx
	no macros.xlsm table.xlsx content-mismatch XlsxWriter
	no calc.xls letter.doc content-mismatch "LibreOffice Calc"
	no writer.doc table.xls content-mismatch "LibreOffice Writer"
	no writer.docx table.xlsx content-mismatch "LibreOffice Writer"
	no calc.xlsx letter.docx content-mismatch "LibreOffice Calc"
	no writer.odt letter.docx content-mismatch "LibreOffice Writer"
	no writer.docx letter.odt content-mismatch "LibreOffice Writer"
	no calc.ods letter.odt content-mismatch "LibreOffice Calc"
	no info-zip.zip letter.pdf content-mismatch Info-ZIP
	no cairo.png photo.pdf content-mismatch cairo
	no cairo.pdf photo.jpg content-mismatch cairo
	no lame.mp3 tone.wav content-mismatch LAME
	no key.asc invoice.pdf content-mismatch GnuPG
	no writer.html letter.pdf content-mismatch "LibreOffice Writer"
	no cairo.pdf notes.txt content-mismatch cairo
	no 7-zip.7z papers.zip content-mismatch 7-Zip
	no rar5.rar papers.zip content-mismatch RAR
	local file to
	for file in page.pdf text.png text.docx page.doc zip-named.docx page-before-pdf.pdf pdf-and-program.pdf pdf-and-zip.pdf \
		gif-and-zip.gif gif-and-jar.gif jpg-and-jar.jpg jpg-and-rar.jpg png-and-zip.png; do
		line "$file" attachment-content-mismatch "polyglots.py, of genuine files"
	done
	for to in pdf docx jpg png xls mp4 zip rar txt csv; do line "noise.$to" attachment-content-mismatch "random octets"; done
}

containers() {
	local file
	for file in zip-with-exe zip-with-scr zip-with-script zip-with-shortcut zip-with-dotted-exe zip-with-bidi-exe; do
		line "$file.zip" attachment-type-refused "Python zipfile"
	done
	line zip-with-exe-after-a-stub.zip attachment-content-mismatch "Python zipfile behind a program, as a self-extracting archive is"
	line docx-with-program.docx attachment-type-refused "LibreOffice, a program put in"
	line exe-two-deep.zip attachment-type-refused "Python zipfile"
	for file in grows claims-to-grow claims-many-entries zip-cut-off three-deep three-deep-stored; do
		line "$file.zip" attachment-archive-unsafe "Python zipfile"
	done
	mkdir -p inside && cp "$parts/program.exe" inside/setup.exe && cp "$corpus/genuine/orders.csv.gz" inside/
	(cd inside && tar -cf "$out/exe-inside.tar" setup.exe && tar -czf "$out/exe-inside.tgz" setup.exe &&
		7z a -bd "$out/exe-inside.7z" setup.exe >/dev/null && 7z a -bd -mhc=off "$out/exe-inside-plain.7z" setup.exe >/dev/null &&
		rar a -inul -ma5 "$out/exe-inside.rar" setup.exe && gzip -c setup.exe >"$out/setup.exe.gz" && gzip -Nkf setup.exe &&
		mv setup.exe.gz "$out/named-inside.gz" && zip -q -P secret "$out/exe-inside-encrypted.zip" setup.exe &&
		rar a -inul -ma5 -psecret "$out/exe-inside-encrypted.rar" setup.exe)
	for file in tar tgz 7z rar; do line "exe-inside.$file" attachment-type-refused "GNU tar, gzip, 7-Zip, RAR"; done
	line exe-inside-plain.7z attachment-type-refused 7-Zip
	line setup.exe.gz attachment-type-refused gzip
	line named-inside.gz attachment-type-refused "gzip, which keeps the name inside" papers.gz
	line exe-inside-encrypted.zip attachment-type-refused "Info-ZIP: the octets are hidden, the name is not"
	line exe-inside-encrypted.rar attachment-type-refused "RAR: the octets are hidden, the name is not"
	head -c 128M /dev/zero | gzip -9 >"$out/grows.gz"
	line grows.gz attachment-archive-unsafe gzip grows.txt.gz
	head -c 128M /dev/zero >inside/zeros.txt
	(cd inside && 7z a -bd "$out/grows.7z" zeros.txt >/dev/null && rar a -inul -ma5 "$out/grows.rar" zeros.txt)
	rm inside/zeros.txt
	line grows.7z attachment-archive-unsafe 7-Zip
	line grows.rar attachment-archive-unsafe RAR
	no winmail.dat winmail.dat type-refused "programs.py: TNEF as MS-OXTNEF describes it"
}

# The same program and the same harmless file under names that are meant to deceive.
names() {
	local name
	for name in $'invoice\u202efdp.exe' 'invoice.pdf.exe' 'invoice.exe.' 'invoice.exe ' 'invoice.exe . .' $'invoice.ex\u200be' 'invoice.pdf      .exe' 'INVOICE.EXE' $'invoice.exe\t' '..\invoice.exe'; do
		no program.exe "$name" type-refused
	done
	no program.exe $'invoice\u202eexe.pdf' content-mismatch
	no program.exe 'invoice.exe.pdf' content-mismatch
	for name in 'invoice.pdf_' 'invoice.pdf.xyz'; do no cairo.pdf "$name" type-refused cairo; done
}
