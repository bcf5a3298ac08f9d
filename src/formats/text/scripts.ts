/**
 * Programs that are told by how they are written: bat, ps1, vbs, js.
 *
 * Ordinary text names commands and quotes code, so a word alone never decides. The file has to begin with a statement
 * of the language, as no prose, list or mail does, and most of its first lines have to be statements too. A script
 * that begins with a page of prose is missed, which is the price: as long as its name does not say that it is a
 * program, nothing will run it.
 */

import type { Decoded } from "./encoding.ts";
import { firstLines, share } from "./lines.ts";

interface Language {
	readonly program: string;
	readonly comment: RegExp;
	/** Comments of many lines. */
	readonly block?: readonly [begin: string, end: string];
	/** The first line that is no comment begins so. */
	readonly opening: RegExp;
	/** What nothing but this language has: some line has to have it. */
	readonly proof: RegExp;
	/** A line of it, comments aside. */
	readonly statement: RegExp;
}

const BATCH_COMMAND =
	"(echo|set|setlocal|endlocal|if|for|goto|call|start|cd|chdir|pushd|popd|copy|xcopy|robocopy|move|del|erase|mkdir|md|rmdir|rd|ren|" +
	"exit|pause|cls|title|color|timeout|ping|net|sc|reg|regedit|taskkill|schtasks|attrib|cmd|powershell|pwsh|wscript|cscript|" +
	"mshta|rundll32|regsvr32|certutil|bitsadmin|curl|msiexec|wmic|type|find|findstr|shutdown|icacls)";

const languages: readonly Language[] = [
	{
		program: "bat",
		comment: /^@?(rem\b|::)/i,
		opening: new RegExp(`^@?${BATCH_COMMAND}(\\.exe)?([\\s/:.("]|$)`, "i"),
		proof:
			/^(@echo\s+(on|off)\b|@?setlocal\b|@?echo\s+off\b|@?(cmd|powershell|pwsh)(\.exe)?\s+[-/]|@?start\s+("|\/|[a-z]+:|\w+\.(exe|bat|cmd|vbs|js|hta))|@?(mshta|certutil|bitsadmin|regsvr32|rundll32|schtasks|wscript|cscript|msiexec)(\.exe)?\s+\S|@?(if\s+(not\s+)?(exist|errorlevel|"%)|for\s+(\/\w\s+)?%%|set\s+("?\w+=|\/[ap]\s)|goto\s+:?\w+$|del\s+\/|rd\s+\/|rmdir\s+\/|net\s+(user|use|start|stop)\s|reg\s+(add|delete)\s))/i,
		statement: new RegExp(`^(@|:\\w|\\)|%\\w|"%|${BATCH_COMMAND}(\\.exe)?([\\s/:.("]|$))`, "i"),
	},
	{
		program: "ps1",
		comment: /^#/,
		block: ["<#", "#>"],
		opening:
			/^(\$[A-Za-z_][\w:.]*(\[[^\]]{0,40}\])?\s*[+-]?=|\$[A-Za-z_][\w:.]*\.\w+\(|\[CmdletBinding\(|param\s*\(|function\s+[\w-]+\s*(\(|\{|$)|using\s+(namespace|module)\s|[A-Z][a-z]+-[A-Z][A-Za-z]+(\s+[-"'$(]|$)|(iex|iwr|irm)[\s(]|&\s*[("'{$]|\(New-Object\s|\[(System|Net|void|Ref|Reflection)\b|if\s*\(|try\s*\{|powershell\s+-)/i,
		proof:
			/((^|[\s(|;{=&])(Add|Clear|Copy|ConvertFrom|ConvertTo|Enable|Disable|Export|ForEach|Get|Import|Invoke|Join|Move|New|Out|Read|Remove|Rename|Restart|Select|Send|Set|Start|Stop|Test|Unblock|Wait|Where|Write)-[A-Z][A-Za-z]+\b|\biex[\s(]|\[(System|Net|Reflection|Convert|Text)\.[\w.]+\]|\[CmdletBinding\(|\$(env|PSScriptRoot|ErrorActionPreference|PSVersionTable)\b)/i,
		statement:
			/^(\$|[{}()\]|]|\[|function\b|param\b|if\b|else|foreach\b|for\b|while\b|try\b|catch\b|finally\b|switch\b|return\b|throw\b|using\b|&|iex\b|[A-Z][a-z]+-[A-Z]\w+|"|')|[;{}|`]$/i,
	},
	{
		program: "vbs",
		comment: /^('|rem\b)/i,
		opening:
			/^(option\s+explicit|on\s+error\s+resume\s+next|dim\s+\w+|set\s+\w+\s*=|const\s+\w+\s*=|(private\s+|public\s+)?(sub|function)\s+\w+|\w+\s*=\s*\S|createobject\(|wscript\.\w|execute(global)?[\s(]|msgbox[\s(]|call\s+\w+|if\s.+\sthen)/i,
		proof:
			/(\b(createobject|getobject)\s*\(\s*["\w]|\bwscript\.(createobject|shell|sleep|echo|quit|arguments|scriptfullname)|^\s*execute(global)?[\s(]|^option\s+explicit$|^on\s+error\s+resume\s+next$|^msgbox[\s(]+["\w])/i,
		statement:
			/^(dim|set|const|sub|function|end\s+(sub|function|if|with|select)|if\b.+\bthen|else|elseif|for\b|next\b|do\b|loop\b|while\b|wend\b|call|with|select|case|exit|on\s+error|option|wscript|msgbox|execute|private|public|\.?\w+(\(\w*\))?\s*=|\.?[\w.]+\s*[("]|\.?\w+\.\w+)/i,
	},
	{
		program: "js",
		comment: /^\/\//,
		block: ["/*", "*/"],
		opening:
			/^(["']use strict["']|(var|let|const)\s+[\w${[][^:]{0,200}=|(var|let|const)\s+\w+\s*[;,]|(async\s+)?function\b\s*\*?\s*\w*\s*\(|[;!+(~]*\(?\s*(async\s*)?(function\b|\([\w,\s]*\)\s*=>)|import\s+(.{1,200}\sfrom\s*)?["']|import\s*\{|export\s+(default|const|function|async|class|\{)|module\.exports|(window|document|WScript|this|self|globalThis)(\.\w|\[)|new\s+ActiveXObject|Object\.\w+\(|exports\.\w|eval\s*\(|(if|for|while|try)\s*[({]|\$\(|jQuery\(|require\s*\(|\w+\s*=\s*(new\s|function\b|\[|["']))/,
		proof:
			/(\bfunction\b\s*\*?\s*\w*\s*\(|=>|\b(var|let|const)\s+[\w${[][^=:]{0,200}=|\bnew\s+(ActiveXObject|Date|Array|Function|Enumerator)\b|\bWScript\.|\b(module\.exports|require\s*\(|document\.|window\.|String\.fromCharCode|JSON\.|Object\.\w+\()|\beval\s*\(|^import\s.+\sfrom\s*["'])/,
		statement:
			/[;{}(),[\]:=+&|?]$|^[{}()\]]|^(var|let|const|function|if|else|for|while|return|import|export|case)\b/,
	},
];

const STATEMENTS = 0.7;

/** `lines`: the first ones of the text. */
export function programByItsStatements({ start, isWhole }: Decoded, lines: readonly string[]): string | null {
	const written = languages.find((language) => {
		const { block } = language;
		const isCommented = block !== undefined && lines[0]?.startsWith(block[0]) === true;
		return isWrittenIn(language, isCommented ? firstLines(withoutBlocks(start, block), isWhole) : lines);
	});
	return written?.program ?? null;
}

/** Comments before the first statement; one that does not end leaves nothing. */
function withoutBlocks(text: string, [begin, end]: readonly [string, string]): string {
	let rest = text;
	for (let skipped = 0; skipped < BLOCKS && rest.trimStart().startsWith(begin); skipped++) {
		const close = rest.indexOf(end, rest.indexOf(begin) + begin.length);
		rest = close < 0 ? "" : rest.slice(close + end.length);
	}
	return rest;
}
const BLOCKS = 20;

function isWrittenIn(
	{ comment, block, opening, proof, statement }: Language,
	lines: readonly string[],
): boolean {
	const isComment = (line: string) => comment.test(line) || (block !== undefined && /^(\/?\*|<#)/.test(line));
	const code = lines.filter((line) => !isComment(line));
	if (!opening.test(code[0] ?? "") || !code.some((line) => proof.test(line))) return false;
	return share(code, (line) => statement.test(line)) >= STATEMENTS;
}
