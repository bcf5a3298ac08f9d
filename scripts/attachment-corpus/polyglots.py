"""Files that are one thing and look like another, made of genuine ones. Usage: polyglots.py GENUINE PROGRAMS FOLDER"""

import io
import pathlib
import random
import re
import struct
import sys
import zipfile

genuine, programs, folder = (pathlib.Path(each) for each in sys.argv[1:])
WHEN = (2026, 1, 1, 0, 0, 0)


def zip_of(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, octets in files.items():
            entry = zipfile.ZipInfo(name, WHEN)
            entry.compress_type = method
            made.writestr(entry, octets)
    return out.getvalue()


def read(name: str) -> bytes:
    return (genuine / name).read_bytes()


def program(name: str) -> bytes:
    return (programs / name).read_bytes()


def with_macros(source: str, kind: str, content_type: str | None) -> bytes:
    """An Office document with a macro project; `content_type` says so of its main part, or hides it."""
    with zipfile.ZipFile(genuine / source) as old:
        files = {entry.filename: old.read(entry) for entry in old.infolist()}
    types = files["[Content_Types].xml"].decode()
    if content_type is not None:
        types = re.sub(r'application/vnd\.openxmlformats-officedocument\.\w+\.(?:document|sheet|presentation)\.main\+xml', content_type, types)
    if 'Extension="bin"' not in types:
        types = re.sub(r"(<Types[^>]*>)", r'\1<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>', types, count=1)
    files["[Content_Types].xml"] = types.encode()
    files[f"{kind}/vbaProject.bin"] = program("vbaProject.bin")
    return zip_of(files)


def claiming(octets: bytes, size: int) -> bytes:
    """Every entry of the zip says that it unpacks to `size`."""
    out = bytearray(octets)
    for signature, at in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        for found in re.finditer(re.escape(signature), octets):
            out[found.start() + at:found.start() + at + 4] = struct.pack("<I", size)
    return bytes(out)


def with_count(octets: bytes, count: int) -> bytes:
    """The end of the zip says that it has so many entries."""
    at = octets.rindex(b"PK\5\6")
    return octets[:at + 8] + struct.pack("<HH", count, count) + octets[at + 12:]


MACRO = "application/vnd.ms-"
noise = random.Random(4711)
pdf, exe, jar = read("cairo.pdf"), program("program.exe"), program("hello.jar")
made = {
    "macros.docm": with_macros("writer.docx", "word", f"{MACRO}word.document.macroEnabled.main+xml"),
    "macros.dotm": with_macros("writer.docx", "word", f"{MACRO}word.template.macroEnabledTemplate.main+xml"),
    "macros-hidden.docx": with_macros("writer.docx", "word", None),
    "macros.pptm": with_macros("pandoc.pptx", "ppt", f"{MACRO}powerpoint.presentation.macroEnabled.main+xml"),
    "macros-hidden.xlsx": with_macros("openpyxl.xlsx", "xl", None),
    "gif-and-zip.gif": read("magick.gif") + zip_of({"setup.exe": exe}),
    "gif-and-jar.gif": read("magick.gif") + jar,
    "jpg-and-jar.jpg": read("magick.jpg") + jar,
    "jpg-and-rar.jpg": read("magick.jpg") + read("rar5.rar"),
    "png-and-zip.png": read("cairo.png") + zip_of({"setup.exe": exe}),
    "pdf-and-zip.pdf": pdf + zip_of({"setup.exe": exe}),
    "pdf-and-program.pdf": exe + pdf,
    "page-before-pdf.pdf": b"<html><body><script>location='https://shop.example/'</script></body></html>\n" + pdf,
    "page.pdf": b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Sign in</body></html>\n",
    "text.png": b"This is not a picture.\r\n",
    "text.docx": b"This is not a document.\r\n",
    "page.doc": b"<html><body>A page</body></html>\r\n",
    "zip-with-exe.zip": zip_of({"readme.txt": b"hello", "evil.exe": exe}),
    "zip-with-scr.zip": zip_of({"holiday.jpg.scr": exe}),
    "zip-with-script.zip": zip_of({"invoice.pdf.js": program("hello.js")}),
    "zip-with-shortcut.zip": zip_of({"papers/note.pdf.lnk": program("shortcut.lnk")}),
    "zip-with-dotted-exe.zip": zip_of({"invoice.exe. ": exe}),
    "zip-with-bidi-exe.zip": zip_of({"invoice\u202efdp.exe": exe}),
    "zip-with-exe-after-a-stub.zip": exe + zip_of({"note.txt": b"hello"}),
    "exe-two-deep.zip": zip_of({"papers.zip": zip_of({"setup.exe": exe})}),
    "three-deep.zip": zip_of({"b.zip": zip_of({"c.zip": zip_of({"note.txt": b"hello"})})}),
    "three-deep-stored.zip": zip_of({"b.zip": zip_of({"c.zip": zip_of({"note.txt": b"hello"})}, zipfile.ZIP_STORED)}, zipfile.ZIP_STORED),
    "zip-named.docx": zip_of({"note.txt": b"hello"}),
    "docx-with-program.docx": zip_of({**{name: zipfile.ZipFile(genuine / "writer.docx").read(name) for name in zipfile.ZipFile(genuine / "writer.docx").namelist()}, "word/embeddings/setup.exe": exe}),
    "app.apk": zip_of({"AndroidManifest.xml": b"\3\0\x08\0" + bytes(28), "classes.dex": program("classes.dex"), "META-INF/MANIFEST.MF": b"Manifest-Version: 1.0\r\n"}),
    "grows.zip": zip_of({"zeros.txt": bytes(128 << 20)}, zipfile.ZIP_BZIP2),
    "claims-to-grow.zip": claiming(zip_of({f"{at}.txt": b"hello" for at in range(4)}), 0xFFFFFFFE),
    "claims-many-entries.zip": with_count(zip_of({"note.txt": b"hello"}), 60_000),
    "zip-cut-off.zip": zip_of({"a.txt": b"hello" * 100, "b.txt": b"hello"})[:90],
    **{f"noise.{to}": noise.randbytes(600) for to in ("pdf", "docx", "jpg", "png", "xls", "mp4", "zip", "rar", "txt", "csv")},
}
for name, octets in made.items():
    (folder / name).write_bytes(octets)
