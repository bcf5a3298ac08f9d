# Documents, sheets and slides, and the text formats that people write by hand.

documents() {
	local office pandoc
	office="LibreOffice $(version soffice --version)"
	pandoc="pandoc $(version pandoc --version)"
	office_documents
	office_sheets
	office_slides
	python_office
	pandoc_documents
	pdfs
	texts
}

office_documents() {
	local to
	soffice_to 'odt:writer8' letter.odt "$out/writer.odt"
	soffice_to 'doc:MS Word 97' letter.odt "$out/writer.doc"
	soffice_to 'docx:MS Word 2007 XML' letter.odt "$out/writer.docx"
	soffice_to 'rtf:Rich Text Format' letter.odt "$out/writer.rtf"
	soffice_to 'txt:Text (encoded):UTF8' letter.odt "$out/writer.txt"
	soffice_to 'html:HTML (StarWriter)' letter.odt "$out/writer.html"
	soffice_to 'pdf:writer_pdf_Export' letter.odt "$out/writer.pdf"
	soffice_to 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}' letter.odt "$out/writer-pdfa.pdf"
	soffice_to 'epub:EPUB' letter.odt "$out/writer.epub"
	for to in odt doc docx rtf txt html pdf epub; do line "writer.$to" accepted "$office Writer"; done
	line writer-pdfa.pdf accepted "$office Writer, as PDF/A-2"
	line writer.rtf accepted "$office Writer: rich text under Word's extension, as Word itself writes it" letter.doc
}

office_sheets() {
	local to
	soffice_to 'ods:calc8' orders.csv "$out/calc.ods"
	soffice_to 'xls:MS Excel 97' orders.csv "$out/calc.xls"
	soffice_to 'xlsx:Calc MS Excel 2007 XML' orders.csv "$out/calc.xlsx"
	soffice_to 'csv:Text - txt - csv (StarCalc):44,34,76' orders.csv "$out/calc.csv"
	soffice_to 'csv:Text - txt - csv (StarCalc):59,34,1' orders.csv "$out/calc-semicolon-windows-1252.csv"
	soffice_to 'csv:Text - txt - csv (StarCalc):9,34,65535' orders.csv "$out/calc-tab-utf-16.csv"
	for to in ods xls xlsx csv; do line "calc.$to" accepted "$office Calc"; done
	line calc-semicolon-windows-1252.csv accepted "$office Calc, semicolons, windows-1252"
	line calc-tab-utf-16.csv accepted "$office Calc, tabs, UTF-16, as Excel's Unicode text"
}

office_slides() {
	local to
	soffice_to 'odp:impress8' slides.fodp "$out/impress.odp"
	soffice_to 'ppt:MS PowerPoint 97' slides.fodp "$out/impress.ppt"
	soffice_to 'pptx:Impress MS PowerPoint 2007 XML' slides.fodp "$out/impress.pptx"
	soffice_to 'pdf:impress_pdf_Export' slides.fodp "$out/impress.pdf"
	for to in odp ppt pptx pdf; do line "impress.$to" accepted "$office Impress"; done
}

python_office() {
	python3 "$here/office.py" "$out"
	line python.docx accepted "python-docx $(version dpkg-query -W python3-docx)"
	line openpyxl.xlsx accepted "openpyxl $(version dpkg-query -W python3-openpyxl)"
	line xlsxwriter.xlsx accepted "XlsxWriter $(version dpkg-query -W python3-xlsxwriter)"
	line python.csv accepted "Python's csv, UTF-8 with a byte order mark, CRLF"
	line python.json accepted "Python's json"
	line python.xml accepted "Python's ElementTree"
	line reportlab.pdf accepted "ReportLab $(version dpkg-query -W python3-reportlab)"
}

pandoc_documents() {
	local to
	for to in docx odt rtf epub html; do
		pandoc -s letter.md -o "$out/pandoc.$to"
		line "pandoc.$to" accepted "$pandoc"
	done
	cp slides.pptx "$out/pandoc.pptx"
	line pandoc.pptx accepted "$pandoc"
	pandoc letter.md -t gfm -o "$out/pandoc.md"
	line pandoc.md accepted "$pandoc"
	pandoc letter.md -t json -o "$out/pandoc.json"
	line pandoc.json accepted "$pandoc, one line"
	pandoc letter.md -s -t docbook -o "$out/docbook.xml"
	line docbook.xml accepted "$pandoc"
	pandoc letter.md -t html -o "$out/fragment.htm"
	line fragment.htm accepted "$pandoc, a fragment without <html>"
}

pdfs() {
	gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -dCompatibilityLevel=1.4 -sOutputFile="$out/ghostscript.pdf" "$out/writer.pdf"
	line ghostscript.pdf accepted "Ghostscript $(version gs --version)"
	gm convert logo.png "$out/graphicsmagick.pdf"
	line graphicsmagick.pdf accepted "GraphicsMagick $(version gm -version)"
	convert logo.png scan.jpg
	img2pdf scan.jpg -o "$out/img2pdf.pdf"
	line img2pdf.pdf accepted "img2pdf $(version img2pdf --version)"
	rsvg-convert -f pdf logo.svg -o "$out/cairo.pdf"
	line cairo.pdf accepted "cairo, by rsvg-convert $(version rsvg-convert --version)"
	line cairo.pdf accepted "cairo: a name without an extension says nothing" invoice
	qpdf --linearize --object-streams=generate "$out/ghostscript.pdf" "$out/linearized.pdf"
	line linearized.pdf accepted "qpdf $(version qpdf --version), linearised, object streams"
	qpdf --encrypt secret owner 256 -- "$out/cairo.pdf" "$out/password.pdf"
	line password.pdf accepted "qpdf $(version qpdf --version), opened by a password only"
}

texts() {
	: >"$out/empty.txt"
	line empty.txt accepted "nothing: an empty file"
	iconv -f UTF-8 -t WINDOWS-1252 "$out/writer.txt" >"$out/windows-1252.txt" 2>/dev/null ||
		iconv -c -f UTF-8 -t WINDOWS-1252 "$out/writer.txt" >"$out/windows-1252.txt" || true
	line windows-1252.txt accepted "iconv of glibc, windows-1252"
	printf 'ご注文ありがとうございます。\r\n四月に届きます。\r\n' >japanese
	iconv -t SHIFT_JIS japanese >"$out/shift-jis.txt"
	line shift-jis.txt accepted "iconv of glibc, Shift_JIS"
	iconv -t ISO-2022-JP japanese >"$out/iso-2022-jp.txt"
	line iso-2022-jp.txt accepted "iconv of glibc, ISO-2022-JP with its escapes"
	iconv -t UTF-16 japanese >"$out/utf-16.txt"
	line utf-16.txt accepted "iconv of glibc, UTF-16 with a byte order mark"
	iconv -t UTF-16BE japanese | sed '1s/^/\xfe\xff/' >"$out/utf-16be.txt"
	line utf-16be.txt accepted "iconv of glibc, UTF-16BE with a byte order mark"
	iconv -t GB18030 japanese >"$out/gb18030.txt"
	line gb18030.txt accepted "iconv of glibc, GB18030"
	printf 'Заказ 4711 отправлен.\n' | iconv -t KOI8-R >"$out/koi8-r.txt"
	line koi8-r.txt accepted "iconv of glibc, KOI8-R"
	iconv -t LATIN1 orders.csv >"$out/latin-1.csv"
	line latin-1.csv accepted "iconv of glibc, ISO 8859-1"
	cut -d, -f1 orders.csv >"$out/one-column.csv"
	line one-column.csv accepted "cut of coreutils, one column"
	dpkg -s tar >"$out/package.txt"
	line package.txt accepted "dpkg, a text that begins like a header"
	ls -l letter.md orders.csv slides.md >"$out/listing.txt"
	line listing.txt accepted "ls of coreutils"
}
