#!/usr/bin/env bash
# Remakes the attachment corpus: genuine files of every accepted type, written by real programs, and disguised
# ones. Everything is made from the same words; most programs stamp the time into their files all the same, so a
# second run differs in octets and not in kind. Runs on Debian; nothing but this script needs its packages.
#
#   scripts/make-attachment-corpus.sh            makes all of test/corpus/attachments/{genuine,disguised}
#   scripts/make-attachment-corpus.sh --packages names the packages that it needs
#
# What no free program writes is kept in test/corpus/attachments/copied, which this script leaves alone.
set -euo pipefail
shopt -s inherit_errexit
export LC_ALL=C.UTF-8 TZ=UTC SOURCE_DATE_EPOCH=1767225600
# Debian's own programs, whatever else is installed beside them.
export PATH=/usr/bin:/bin:/usr/sbin:/sbin

here=$(cd "$(dirname "$0")/attachment-corpus" && pwd)
corpus=$(cd "$here/../../test/corpus/attachments" && pwd)

packages=(
	libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui libreoffice-draw-nogui
	pandoc python3-docx python3-openpyxl python3-xlsxwriter python3-reportlab ghostscript qpdf poppler-utils
	img2pdf graphicsmagick imagemagick libjpeg-turbo-progs libimage-exiftool-perl webp libheif-examples librsvg2-bin
	ffmpeg lame id3v2 musepack-tools abcmidi
	zip p7zip-full libarchive-tools tar gzip rar
	openssl gnupg python3-icalendar python3-vobject khal calcurse abook
	libgsf-bin wixl genisoimage dosfstools qemu-utils default-jdk-headless file
)
[ "${1-}" = --packages ] && { echo "${packages[@]}"; exit; }

missing=()
for package in "${packages[@]}"; do
	dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
	echo "Not installed: ${missing[*]} (rar is in Debian's non-free)" >&2
	exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work/home
mkdir -m 700 "$HOME"

# Starts a folder of the corpus anew: what follows is made in it.
begin() {
	out=$corpus/$1
	rm -rf "$out"
	mkdir -p "$out"
	cd "$work"
}

# line FILE EXPECTED BY [NAME] [WHEN_ENCRYPTED_REFUSED]: what the manifest says of a file of this folder.
line() {
	[ -f "$out/$1" ] || { echo "missing: $1" >&2; exit 1; }
	python3 - "$@" >>"$out/manifest.jsonl" <<-'PY'
		import json, sys
		file, expected, by, name, refused = (sys.argv[1:] + ["", ""])[:5]
		row = {"file": file, "name": name or file, "expected": expected}
		if refused: row["whenEncryptedIsRefused"] = refused
		print(json.dumps(row | {"by": by}, ensure_ascii=False))
	PY
}

# version COMMAND…: the first number in what the command says of itself.
version() { "$@" 2>&1 | grep -oEm1 '[0-9]+(\.[0-9]+)+' | head -1 || true; }

for part in sources documents media archives mail checks disguised; do
	# shellcheck source=/dev/null
	. "$here/$part.sh"
done

begin genuine
sources
documents
images
sounds
films
archives
mail
check_genuine
begin disguised
disguised
du -sh "$corpus"/*
