"""Programs that do nothing, and other things that nobody should open, octet by octet. Usage: programs.py FOLDER

Each has the headers by which an operating system or a reader knows its kind, and nothing behind them that could do
anything: the ELF program exits at once, the Windows one has no code at all, the scripts say hello.
"""

import pathlib
import struct
import sys
import zlib

folder = pathlib.Path(sys.argv[1])


def write(name: str, octets: bytes | str) -> None:
    (folder / name).write_bytes(octets if isinstance(octets, bytes) else octets.replace("\n", "\r\n").encode())


def pe(library: bool = False) -> bytes:
    """Portable Executable: DOS header, PE signature, COFF header, optional header of a 32-bit program."""
    dos = b"MZ" + bytes(58) + struct.pack("<I", 0x40)
    coff = struct.pack("<HHIIIHH", 0x014C, 0, 0, 0, 0, 96, 0x2102 if library else 0x0102)
    optional = struct.pack("<HBBIIIIIIIIIHHHHHHIIIIHHIIIIII", 0x010B, 0, 0, 0, 0, 0, 0, 0, 0, 0x400000, 4096, 512,
                           4, 0, 0, 0, 4, 0, 0, 4096, 512, 0, 3, 0, 0, 0, 0, 0, 0, 0)
    return (dos + b"PE\0\0" + coff + optional).ljust(512, b"\0")


def elf() -> bytes:
    """x86-64: mov $60,%eax; xor %edi,%edi; syscall, which is exit(0)."""
    code = b"\xb8\x3c\0\0\0\x31\xff\x0f\x05"
    at = 0x400000
    head = b"\x7fELF\2\1\1" + bytes(9) + struct.pack("<HHIQQQIHHHHHH", 2, 62, 1, at + 120, 64, 0, 0, 64, 56, 1, 0, 0, 0)
    size = 120 + len(code)
    return head + struct.pack("<IIQQQQQQ", 1, 5, 0, at, at, size, size, 4096) + code


def shortcut() -> bytes:
    """Shell link header (MS-SHLLINK §2.1): its size, its class, and a target that is not there."""
    clsid = bytes.fromhex("0114020000000000c000000000000046")
    return struct.pack("<I", 0x4C) + clsid + struct.pack("<II", 0x80, 0x20) + bytes(48)


def disk_image() -> bytes:
    """A macOS disk image is known by the "koly" block that it ends with."""
    return zlib.compress(bytes(4096)) + (b"koly" + struct.pack(">III", 4, 512, 1)).ljust(512, b"\0")


def android() -> bytes:
    """The head of a Dalvik executable."""
    return (b"dex\n035\0" + bytes(24) + struct.pack("<III", 112, 112, 0x12345678)).ljust(112, b"\0")


def tnef(files: dict[str, bytes]) -> bytes:
    """MS-OXTNEF: signature, key, and for each file its rendering data, its title and its data."""
    def attribute(level: int, kind: int, data: bytes) -> bytes:
        return struct.pack("<BII", level, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)

    out = struct.pack("<IH", 0x223E9F78, 1) + attribute(1, 0x00089006, struct.pack("<I", 0x00010000))
    for name, data in files.items():
        out += attribute(2, 0x00069002, struct.pack("<HIHHI", 1, 0xFFFFFFFF, 0, 0, 0))
        out += attribute(2, 0x00018010, name.encode() + b"\0") + attribute(2, 0x0006800F, data)
    return out


write("program.exe", pe())
write("library.dll", pe(library=True))
write("program.elf", elf())
write("program.macho", struct.pack("<IIIIIIII", 0xFEEDFACF, 0x01000007, 3, 2, 0, 0, 0, 0) + bytes(64))
write("fat.macho", struct.pack(">IIIIIII", 0xCAFEBABE, 1, 7, 3, 64, 32, 5).ljust(64, b"\0")
      + struct.pack("<IIIIIII", 0xFEEDFACE, 7, 3, 2, 0, 0, 0).ljust(32, b"\0"))
write("shortcut.lnk", shortcut())
write("image.dmg", disk_image())
write("classes.dex", android())
write("winmail.dat", tnef({"setup.exe": pe()}))
write("harmless-winmail.dat", tnef({"note.txt": b"hello\r\n"}))
write("hello.bat", "@echo off\nsetlocal\necho Hello\npause\n")
write("hello.cmd", "@echo off\nrem says hello\necho Hello\n")
write("hello.ps1", "$name = 'Ann'\nWrite-Host \"Hello $name\"\nGet-Date | Out-Host\n")
write("hello.vbs", "Option Explicit\nDim shell\nSet shell = CreateObject(\"WScript.Shell\")\nshell.Popup \"Hello\"\n")
write("hello.js", "var shell = new ActiveXObject(\"WScript.Shell\");\nshell.Popup(\"Hello\");\n")
write("hello.wsf", "<?xml version=\"1.0\"?>\n<job id=\"hello\">\n<script language=\"VBScript\">\nMsgBox \"Hello\"\n</script>\n</job>\n")
write("hello.hta", "<html>\n<head><title>Hello</title>\n<HTA:APPLICATION ID=\"hello\" APPLICATIONNAME=\"Hello\"/>\n"
      "<script language=\"VBScript\">\nSub Window_OnLoad\nMsgBox \"Hello\"\nEnd Sub\n</script></head>\n<body>Hello</body>\n</html>\n")
write("hello.reg", "Windows Registry Editor Version 5.00\n\n[HKEY_CURRENT_USER\\Software\\Hello]\n\"Greeting\"=\"Hello\"\n")
write("hello.url", "[InternetShortcut]\nURL=https://shop.example/\n")
write("hello.sh", b"#!/bin/sh\necho Hello\n")
write("hello.py", b"#!/usr/bin/env python3\nprint('Hello')\n")
