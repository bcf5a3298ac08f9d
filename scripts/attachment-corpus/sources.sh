# What all files are made from: a letter, a table, slides, a picture, a tone.

sources() {
	cat >letter.md <<-'TEXT'
		---
		title: Delivery note
		---

		# Delivery note 4711

		Dear Ann, the parcel of *1 March* is on its way. Grüße aus Köln, à bientôt.

		| Item  | Pieces |
		|-------|-------:|
		| Lamp  |      2 |
		| Chair |      4 |
	TEXT
	cat >orders.csv <<-'TEXT'
		order,customer,city,amount
		4711,"Ann, the first",Köln,12.50
		4712,Bob,Genève,7.00
	TEXT
	printf '%% Delivery\n%% Ann\n\n# First\n\n- lamps\n- chairs\n\n# Second\n\nThat is all.\n' >slides.md
	pandoc letter.md -o letter.odt
	pandoc slides.md -o slides.pptx
	# Of one empty master: what pandoc writes brings a dozen, and a ppt of them is half a megabyte.
	cat >slides.fodp <<-'TEXT'
		<?xml version="1.0" encoding="UTF-8"?>
		<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.presentation">
		  <office:body><office:presentation><draw:page draw:name="First">
		    <draw:frame svg:x="2cm" svg:y="2cm" svg:width="10cm" svg:height="3cm"><draw:text-box><text:p>Delivery 4711</text:p></draw:text-box></draw:frame>
		  </draw:page></office:presentation></office:body>
		</office:document>
	TEXT
	cat >logo.svg <<-'TEXT'
		<?xml version="1.0" encoding="UTF-8"?>
		<svg xmlns="http://www.w3.org/2000/svg" width="48" height="32" viewBox="0 0 48 32">
		  <rect width="48" height="32" fill="#fff"/><circle cx="16" cy="16" r="12" fill="#27c"/>
		  <path d="M30 6h14v20H30z" fill="#c72"/>
		</svg>
	TEXT
	rsvg-convert logo.svg -o logo.png
	ffmpeg -v error -f lavfi -i sine=frequency=440:duration=0.3 -ar 8000 -ac 1 tone.wav
	ffmpeg -v error -f lavfi -i testsrc=size=64x48:rate=10:duration=0.5 -pix_fmt yuv420p film.y4m
}

# soffice_to FORMAT[:FILTER[:OPTIONS]] SOURCE TARGET
soffice_to() {
	mkdir -p office
	soffice -env:UserInstallation="file://$work/office-profile" --headless --convert-to "$1" --outdir office "$2" >/dev/null 2>&1
	local stem=${2##*/}
	mv "office/${stem%.*}.${1%%:*}" "$3"
}
