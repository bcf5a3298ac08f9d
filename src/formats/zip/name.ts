/** Names in a zip (APPNOTE D.1): UTF-8 where it says so or they are, the IBM PC's charset otherwise. */

import { isAscii, isUtf8 } from "node:buffer";

/** Code page 437 from 128 on. */
const CODE_PAGE_437 =
	"ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

const NAME_BYTES = 4096;

export function decodeName(octets: Buffer): string {
	const name = octets.subarray(0, NAME_BYTES);
	if (isAscii(name)) return name.toString("latin1");
	if (isUtf8(name)) return name.toString("utf8");
	let text = "";
	for (const octet of name)
		text += octet < 0x80 ? String.fromCharCode(octet) : CODE_PAGE_437.charAt(octet - 0x80);
	return text;
}
