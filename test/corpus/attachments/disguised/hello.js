var shell = new ActiveXObject("WScript.Shell");
shell.Popup("Hello");
