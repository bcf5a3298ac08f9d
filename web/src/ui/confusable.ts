/**
 * Whether a label with letters beyond ASCII can be shown to people: it is of one script, and is not made of letters
 * that all look like Latin ones (UTS #39 §4 and §5.2, as browsers do in their address bars). "аррӏе" in Cyrillic cannot.
 */

/** Those that names are registered in; Japanese, Chinese and Korean each write in several at once. */
const scripts: readonly RegExp[] = [
	// A letter with its accent is one sign; phonetic letters, clicks and the like only look like others.
	/^[a-z0-9\u00df-\u00f6\u00f8-\u0137\u0139-\u017e\u0180\u01a1\u01b0\u01cd-\u01dc\u01e6\u01e7\u0219\u021b\u0259\u1e00-\u1eff-]+$/u,
	...["Han}\\p{scx=Hira}\\p{scx=Kana", "Han}\\p{scx=Bopo", "Han}\\p{scx=Hang"],
	...["Cyrl", "Grek", "Armn", "Geor", "Hebr", "Arab", "Deva", "Beng", "Guru", "Gujr", "Taml", "Telu"],
	...["Knda", "Mlym", "Sinh", "Thai", "Laoo", "Khmr", "Mymr", "Ethi", "Tibt"],
].map((name) => (typeof name === "string" ? new RegExp(`^[\\p{scx=${name}}0-9-]+$`, "u") : name));

/** Japanese and Chinese names have Latin letters in them; beside those, these look like a slash or a dash. */
const LATIN_BESIDE_HAN = /^[a-z0-9\p{scx=Han}\p{scx=Hira}\p{scx=Kana}-]+$/u;
const STROKES = /[ノソンゾ丶丿ー一]/u;

const PICTURES = /^[a-z0-9\p{Emoji_Presentation}-]+$/u;

/** Latin letters that are read as p, e and i where the language is not the one that has them. */
const ofOneCountry: Readonly<Record<string, string>> = { þ: "is", ə: "az", ı: "tr" };

/** Letters, marks, the digits of ASCII, the hyphen: no sign that joins, points or cannot be seen. */
const LETTERS = /^[\p{L}\p{M}0-9-]+$/u;

/** Each script's letters that look like Latin ones: a word of nothing else is read as Latin. */
const likeLatin: readonly (readonly [script: RegExp, alike: RegExp])[] = [
	[/\p{Script=Cyrl}/u, /^[асԁеһіјӏорԛѕԝхуъьҽпгѵѡмтквнԍүґ0-9-]+$/u],
	[/\p{Script=Grek}/u, /^[αβγεικνορτυχωηϲϳ0-9-]+$/u],
	[/\p{Script=Armn}/u, /^[ագզէլհյոսւօցքԁ0-9-]+$/u],
];

/**
 * @param top the name's last label, in lower case and decoded: under a top-level domain of the script itself, its letters are expected.
 */
export function isUnmistakable(label: string, top: string): boolean {
	if (PICTURES.test(label)) return true;
	if (!LETTERS.test(label)) return false;
	if (Object.entries(ofOneCountry).some(([letter, country]) => label.includes(letter) && top !== country))
		return false;
	const alike = likeLatin.find(([script]) => script.test(label));
	if (alike?.[1].test(label) && !alike[0].test(top)) return false;
	return scripts.some((one) => one.test(label)) || (LATIN_BESIDE_HAN.test(label) && !STROKES.test(label));
}
