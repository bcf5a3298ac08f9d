/** What a signature library calls things, in our words. */

const OURS: Readonly<Record<string, string>> = {
	aif: "aiff",
	asf: "asf",
	cfb: "ole",
	jpeg: "jpg",
	mp1: "mp3",
	mp2: "mp3",
	mts: "mpg",
	"tar.gz": "gz",
	Z: "z",
};

export const kindOfOpinion = (opinion: string): string => OURS[opinion] ?? opinion.toLowerCase();
