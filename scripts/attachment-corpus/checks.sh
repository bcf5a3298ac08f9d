# A file is genuine only if a program that reads its kind says so.

# seen PATTERN FILE…: file(1) recognises each.
seen() {
	local pattern=$1 file
	shift
	for file; do
		file -b "$out/$file" | grep -qiE "$pattern" || { echo "file(1) on $file: $(file -b "$out/$file"), not /$pattern/" >&2; exit 1; }
	done
}

# read_by FILE… -- COMMAND…: the command ends well for each; FILE in it stands for its path.
read_by() {
	local files=() file word command
	while [ "$1" != -- ]; do files+=("$1"); shift; done
	shift
	for file in "${files[@]}"; do
		command=()
		for word; do command+=("${word/FILE/$out/$file}"); done
		"${command[@]}" >/dev/null 2>&1 </dev/null || { echo "$1 cannot read $file" >&2; exit 1; }
	done
}

here_are() { (cd "$out" && ls -- $1); }

check_genuine() {
	local file
	seen 'PDF document' $(here_are '*.pdf')
	read_by $(here_are '*.pdf' | grep -v password) -- pdfinfo FILE
	read_by password.pdf -- pdfinfo -upw secret FILE
	seen 'Composite Document|Microsoft' $(here_are '*.doc *.xls *.ppt contents.fla')
	seen 'Microsoft (Word|OOXML)' $(here_are '*.docx')
	seen 'Microsoft (Excel|OOXML)' $(here_are '*.xlsx')
	seen 'Microsoft (PowerPoint|OOXML)' $(here_are '*.pptx')
	seen OpenDocument $(here_are '*.odt *.ods *.odp')
	seen 'OpenOffice.org 1' $(here_are '*.sxw *.sxc')
	seen 'Rich Text' $(here_are '*.rtf')
	seen EPUB $(here_are '*.epub')
	for file in writer.doc writer.docx python.docx pandoc.docx writer.rtf openoffice-1.sxw writer.odt; do soffice_to txt:Text "$out/$file" read.txt; grep -q 4711 read.txt; done
	for file in calc.xls calc.xlsx openpyxl.xlsx xlsxwriter.xlsx openoffice-1.sxc calc.ods; do soffice_to csv "$out/$file" read.csv; grep -q 4711 read.csv; done
	read_by $(here_are '*.jpg *.jpeg *.png *.gif *.bmp *.tif *.tiff *.webp') -- identify FILE
	read_by heif-enc.heic -- heif-info FILE
	read_by $(here_are '*.svg') -- rsvg-convert FILE -o picture.png
	read_by $(here_are '*.mp3 *.wav *.wma *.aiff *.mpc *.rm *.rmvb *.mp4 *.avi *.mov *.qt *.wmv *.flv *.mpeg *.mpg *.asf *.swf') -- ffprobe -v error -show_streams -i FILE
	seen MIDI abc2midi.mid riff.rmi
	read_by $(here_are '*.zip *.pkpass xfl.fla' | grep -v empty) -- 7z t -psecret FILE
	read_by $(here_are '*.7z') -- 7z t -psecret FILE
	read_by $(here_are '*.tar *.tgz') -- tar -tf FILE
	read_by $(here_are '*.gz') -- gzip -t FILE
	read_by $(here_are '*.rar') -- rar t -psecret FILE
	read_by smime.p7s cms.p7s smime.p7m opaque-streamed.p7m -- openssl cms -cmsout -noout -inform DER -in FILE
	seen PGP key.asc signature.asc armoured.sig clear.asc
	read_by signature.asc orders.csv.sig armoured.sig -- gpg --verify FILE orders.csv
	seen 'vCalendar|iCalendar' $(here_are '*.ics')
	seen 'vCard' $(here_are '*.vcf')
	python3 -c 'import json, sys; [json.load(open(name)) for name in sys.argv[1:]]' "$out"/*.json
	python3 -c 'import sys, xml.dom.minidom as dom; [dom.parse(name) for name in sys.argv[1:]]' "$out"/*.xml
}
