Option Explicit
Dim shell
Set shell = CreateObject("WScript.Shell")
shell.Popup "Hello"
