import assert from "node:assert/strict";
import { test } from "node:test";
import { unpackLzma } from "./lzma.ts";

/** Lines with much in common, some noise, and far repetitions. */
const lines = Array.from(
	{ length: 400 },
	(_, i) => `${i} squared is ${i * i}; folder\\file-${(i * 7919) % 1000}.txt\n`,
);
const text = Buffer.from(lines.join(""));
const noise = Buffer.from(Array.from({ length: 300 }, (_, i) => (i * i * 31 + (i >> 3)) & 255));
const whole = Buffer.concat([text, noise, text.subarray(0, 3000), text.subarray(500, 900)]);

test("what liblzma packs comes back as it was", () => {
	for (const [properties, packed] of PACKED) {
		const out = unpackLzma(
			Buffer.from(packed, "base64"),
			Buffer.from([properties, 0, 0, 1, 0]),
			whole.length,
		);
		assert.deepEqual(out, whole);
	}
});

test("the beginning comes alone, and more than there is does not come", () => {
	const [properties, packed] = PACKED[0];
	const octets = Buffer.from(packed, "base64");
	assert.deepEqual(unpackLzma(octets, Buffer.from([properties]), 100), whole.subarray(0, 100));
	assert.equal(unpackLzma(octets.subarray(0, 500), Buffer.from([properties]), whole.length), null);
	assert.equal(unpackLzma(octets, Buffer.from([225]), 100), null);
});

/** Made by liblzma: the octet of properties, and the raw stream. */
const PACKED: readonly [readonly [number, string], ...(readonly [number, string])[]] = [
	[
		93,
		"ABgICud6GZsPURQnMtDY6RQMcpVYxSIsCVARk3jjw2QPilyySpLTpQM5sbUxCI0fIkfWC6oXLVyrCIurzCSAnZY1BDOi4p46" +
			"QYuUvzTQHyX6nAj5DwjKQl8GldyiOfxE7id/MoAEJ/UPEs6IiNxHA2VZxa7HhVS/KR4y2L8NMhhToIUQpuktje2elk+avOq8" +
			"EjHFTHNZHIlWmU+344kgsXNu6uHpw6DQ1f90+mLCJ7LBaGTLJB1Js5zPoAwcDA2uY0QXFszG/WCeez3YwTOjELgshnkQcihj" +
			"25pSZosRtmsauCtVEpsSr/CQnsI5Jz7fFpmMiffmsvbsnOnVAQp/1MU/ir7jV2MJ0kENSUF5FaLN4ACSiY4muZLcRm5TYzq1" +
			"mIdOYspreqTzHl7vL7kSYzWCn5ISTl/j3jOirpqe35GNELV4r9+yFjsxo810Lh99XW0Bw0oPB1XDNOL1ADekh+iic3HQFubN" +
			"qoejRuaAjgLh2a0lr2SnXqBclPdPwgYEWUMIr4Cn2i5OkU4aOOTeyLWx5M3vnV3k0MhBCGXNGqttYBvcy6kQvLhqDPawEFDu" +
			"6W+hZJugKaLcSkOhe0GxFlV47KD88qZhOIQ+hbFLp/UCKTH8nTPg4XMBKf4sdbz4AVjnVYN48maJqYFy0iv/pp2GqJr6ut5o" +
			"JnmaQfH5xfk/YVikE1NH4v3Adt82VA2K5cyt/fmk0TDGHfLB2hCUJmiyYX+ISnqqUcvcqRy5VCjETzI6eS7HHp2HhYZYLHrO" +
			"Ow63rN1V8iUjxgEwDomgAzYlRYrrw3GQ08JPl9xGCqAWwFHxSkXn3MIFww8mxyN++VqZQHamloe4ovtUkztGbjaZUOf8X/Td" +
			"M9TvhCRnue8ZJw33zbXgkWKMFwBA2W855kH3Igof+cLp/x3TLiLxMjkiaRBNZnAaJPqLrSqHUOv/AfW64gZAb8/Aj+4KWw7x" +
			"buQOR13jIY/+OdDz8fTWKo0cpd3BxsonKP7RXCckEe2h5OPzHZBRhi/FJ1nvKFnA5vna4A2xVP3JB7l5ofVotrnBiX96YxaJ" +
			"0Ip4xDIaXi0IPvfFcAhq0qQ577c97KBSyZs5Lsv/21bTMkyV/M2If46bkpJAMUOB/KzyrXVn6mSuKilmENeessyj1Oo88S1s" +
			"eTGsjmBCuQ6d5p4vv48Dhga0ntz9gHuxgZ8qQrO5lHEU9g5C4UiFE2cOjfREjsepdzNaMDr0hg/K+rSrq6mUXcmZl0xHxqpF" +
			"25ZUT01K8c0f4uo4PbchSsDqE6mQOIa0t5hXEfm6z3SDNCDqgXlVhoTLP/zpVZ8N4rikDojAmvDbCzpWSegiYOkKxi/lnqst" +
			"Mem9CFNLFuA0iNzJtZzKgq1DMNJ8Bpe0Eor99eSUjHCsmGUGqnbj1nKNWIJaMy/l30+M8+sJ+2WCLViaP9wDgRatTii3ATnZ" +
			"eq9iC8PeY2RXLLHV6UjK67zE/2s0+JVIDKjswO/4c4+/aUuSz+1cDj+brWeVl7TEgP66qWzCjCBWnEocn2HpE8X7Z8YlIyX9" +
			"Ds9gqryzrBCz2aEug3fbRjkGclftz7xubRP61xpn9EXt9AA2jxLjH6fghulYjD6oiY+dilpBeN1po+FSn+fClY9WzXS9OnqF" +
			"/TEIrxaK56TSzHTIxKuMT9XUx6959JKCVycb3xGPRI1g+LytIEtLe/wXxv/sClQMuHgjOgiZQ4YFMIOM8FbmMsL5hgDSHQCw" +
			"cOo3dlRKo7qtv+TLdJEYP6FPU9DswKJiI1Oqfu6RlewqqqpM6OI1YNylxSU9QfJWqYtD6UmRK1W45X3DKLO+6/YSfyzF63fh" +
			"A8K22/MKCwIXJ1xm5S9m7M27pjXrPorpKv51BQlKdAyspk8ZIMrlgKXgWWIsK87BPwFjx7wCLkQ6jw7UZJkHuiSXZHsEU0cv" +
			"P2R68SAPmLZlPErY9NKOO/9LM/AwujBcnzxoXVCwiaudny7wE5uENm9HAUPDaCu2bAUK6GSQsQ3ketqgqeIjnon33aBPI4vH" +
			"IlrGj+bOn31kFUMgXG+1QPVTZc/jw1lcYO+jOPEeWntICaccSi8IF0RSf8ZSvH5uPCXB6Rkl9dLVMbzrO5fmibPQ5h16zbdq" +
			"XOyEhM5mFcFDM1li6UyqpfhZaEK2Fw1pB+8PwFNzx8m53vz+2bg/8ns+EYFganNHISp1YmHist7zUzv+yE6ahhkjE99oTcFk" +
			"+RJAzbgQrrFrTsbi9bGydX9ElYKIfQi3Kfn0F8DfK6v3GV5BGV/HtaRVRdJyrA3bslmXKwnMGxJZ2X8cMfJ5W64ZJ9W1EPSW" +
			"GQMm9XLzLlh/xUT2b4eWlPSepABWsS8NwHAoyEdSTLKu7bWrLYmN5X9Ck7TaUc7gdF6H5KMxexSaWPCysZ7DD4QVZaUkkrnK" +
			"WcQSAivvGh18fRquvAiYDM4sPGhVkGwugRmWAJP57GDOk0ub16ykZt02bJ7WCWHZKA0WCHMxIEreuhH/UYGJinD4nepszegi" +
			"HJIPiNF5BHus99BDnb1NiZILkFvikwgVGwSLEjcgM3Oq8bmoG+xNm4gMwt/m0YUH5WB7qaI23Z6aEBqrJzxntH0lWQYfH76+" +
			"08no8opCv5hGbCJCw28z5k48JDnpTISydvCxqUphi95nkqrHgR2OFKFmj31snqvquQF7XuCKOTBENbGu9T1i58khWRHJxgJW" +
			"sCRUrGGF94G+o3fHTZhc77PZwGKHEsSkfcchD1w+5InW4zRBe2824hCnH+c2Q27NmhgcK2gmtEgfFzTr2p526UBFAzHhOIMa" +
			"p8hj0d5+eYG1FLsZQiGZmwH6ZR+fTxfjbuK0GtHmq8D0GruH3i7GUkXiQDPaUg3GjSqagv2KyDVueMj9YHAhwgUArIi0seeL" +
			"NlGL4MDJ5JUJ2dt0WGrA8plN0UrkhwCpS0oY4Ug5DDtxNLYgiOdo0KDWdZqChOH2ukThXzaQjhUOh6RPPWn8+cBJJ9OQCbxL" +
			"5d6znmvOSlCvfaqtMbGUsCI77WzTTh5F4GK+msmwql/eO/GNqYMEThlG4MQcb+DyeIrWKdJm0Is8TrRFnYPusVO3er3ZHw2Q" +
			"DsNP09qDwZpHjwcCHDMNaTgNJTqyPeiTTmQgBhadcZj7TAi+2FnyX/PghMZrqr7Pl7Cmqg7MPxTEAD68lT4amAQXJm7r/QqW" +
			"FLt9YoV3E407w48o7nfoIvMf7cylYv+ye2TiX/rFC0APPQmAa+a/VU1DhZi5Nb5enMvUX1bKVplZ6FSHMhF/8RLV22KEUd5n" +
			"BbFnsVQcPoJ//+zzv68=",
	],
	[
		18,
		"ABgIS8Ts1nrwXCbPAzxettFTDfoorJXsZL+sMQNMjFeGA+0eTjnAFcqn39kn+LASzYxk97VV8hEyu1eN+ES+j44lpO7oXqbA" +
			"dm9QoNUDBLFgpdy/RkjSctOgqyqXmdTM6I+SM9l5R8JHntFfh2jzWOsp79x9eQH4QTiV9BLv8EQDMCer6QI0c/Zbaa9u4ZE2" +
			"tZormwUe3XINPSA0P3OTa3xh09xD3aaDPtdm0u1AM11jbuLKcSClCsYqowdViCbz8ivLn7Um5kExaMgCMNjSpfzqW44Cq4Pi" +
			"X0EycKkApIWBBXDFpkCc7Mu9eAqtP1jOb1Q7uy6CxmHgoqaV7DhnfEh4acPvogAdQsxdwpeC5NAOZyWtD3slyZqPrZv9L6/3" +
			"NXHBpNEYlFFyKQQtuHJHdufVSiaM5RdYjNTj7JgJn4hbxLTOxm2TG9AkuAL1lqALY/PjFMDy29gF4F7FTeQE6CxzVUHdxjtb" +
			"CzGEEzaI8Kc5f8i07U/h4FIhxh12ORqqDcazJpCsJXulLqPY+Z2yaWMcah4eAimqdANYQGjTH/4fluYLfvVPLz5kB4vI7TZV" +
			"5i5DDzvXchXsUjbd/1wATmEiGlqgsimUKK5OGKA1ckqprbB9bT38qvIbw7IGuvKT8tfSAzrC9vOS5iOese3uXmzKJHA54M2Z" +
			"5y2tqiZR265C3AjozMGPHEldFiocfubma9/CjKVYxpylemnUy03BA+uk7g+25lXNyjovXjFpc26zwPmp4of1kk5lJXy/UJcn" +
			"xsPxgqO+AoEVYaySF4fdU0OXMveOkSAwyRCZ2t+E2EkrfLezTgfFaw1PfjrQOVXxynhYlZUqTedHRSSNykhWVTy/FIOR3HB3" +
			"Va07itqZRAhvgOI6MmRuW4lhkPkSXOkfdGIGdFgR0UDe81MtX6jeYeFDS87/9iSw+H/WxPqFLFj8aYk1L1c7RMmAlVZbvgc2" +
			"8HL3FItvxgrmQoKmSLbt48CaMquRX7hzSbGWMuTxoMa8r24VhaNWoFLfzTVbLnC54rUX70/vrSJWBBsx4iDNbb9t12BQtJYm" +
			"/O2dGDrVrC5VHu+qf0VYAC35vm55m5+bY+5+j+MR9JTjnrVlyD+/154ajY7YiAMGajueAB5r/tdDb6rc/cfzoXGxfTRN1iI+" +
			"vFhK+J7uH3vhNE3CUxJ7v8vE9N9SqByhqR8xEpz5qOeXqqMX0gOlfXOClxm5wYxwr6ujhEbuJi5uFbVxACf/0zLv0iO4cvZv" +
			"+fDMe9bpQwvkttEi7A8quVYhIc4TgtTfURa+FZO0LW3GWQUmZzdHOWZJci7aUS6p51yA03uXHi6GoXekSIRRwpzqYznhXnYN" +
			"EBtbexvXf2CyxJz5+dMVrT8XpArmJpKnaT+cxErX/MeiiUlwgqT26R5c8NcVSwDBY+dC/k6LoAzI9wmVAT37bAaDGh1sXG/f" +
			"f5la8pbw+ISdSHF7BCFPSjBp+M6zeDPrOGVnvM1/FCIQA8ARIk33etPx9+mtOJaFZCU8lEwdMls+usBlLWL9BlyusZQCwcZm" +
			"/9mgU8aOATQxKOjRidZU6dzswD+xQKHXfeM+1Omb5Cf6sfmz5nzm7tGwVajMC7119MgXQ8smth01Yo90Cc7DgoneYE9oP8KZ" +
			"lT08d7Ikk5JLwrswr6KUYTuIDc0cOfkMgcMKGtjbmTXmc/nJIUdc60zKq3VvgsKDKGReIBqjam4I9kKNM02CMv3gT4/9SmD3" +
			"lrKxR/Q6ENb0PmOphd+HScTx79CDMOJa/sgupJnn0Xxtb7yFHSn+TxBPkgrRhuK0q746oTiAS56dygw8QIMAqKtBzVXZ1LZc" +
			"iBvKur48ZZKgqQdFGAhpQ40bdSR7m7T9r1EB4CVO8LxpZSPk2+lkk821Eo1iLwj59pYWSD9qNFCSlBJ8WP15jboy+yCueQ0Q" +
			"lEQJO3v7aHUPcXTw/tYptWbbP049UqGrlbH3R1zsgN54LLmEu+aYLHPkSOm+gWZBrhdnoQBdz5517JpQeOSRlb8cG7WSRHKj" +
			"fqEMykmhTmdWu/FEAojf06vpt5c2kOFm6QvoBEJGpSgTsvObmEtP5ootsMGSA4oJ9eUmyy8y6VDCjiNYFXTUjST+5CHqExY1" +
			"bmERWtcw7AsEGZO7o1QY/RtzYn8nggNgm3//HBUB24/fpBrJLx4+PJdAlz2PttWsJ/2YPGiIwZvhXvEs/8/oE/leArzkTnf8" +
			"C6pmJ5mg9WvRPGegxH4SQ4nnPWGVjovu2ojjtNY+73FCtwVYQPOulCwsS3DCOwJFwq35Rj22i7L8NJsxRjTBCw7WsNMHlP01" +
			"ft/H0nw5pS9vUtZuwTp1ZpEIlgrjDB1qfIVoTH+GFp7NYGxk0vCMex1g95LwbIatvv0+BhVnpO887dzaaw31BVRTJvVbla64" +
			"FOR5by3jclPoN5YPYbAdlYf3LyA/TS+eoLCAnDP3wUbaQd4Se2VF6HAOVWVBfC7xr5Tcsa8lNzgIyxtwgm6OJWo20tp2xyN3" +
			"nSuZCWjbLzefKUgpwpB1eWyS2HjBt78mssDrWkUTcf/Zh/SikoYb9w9Yrj2QiY6sBOQU1/KbrY/g4Zn9u5l/+ph/n2XD7dm/" +
			"dVH/sc+8ickhXTxSWDkmDimofD2D/2poq966cQv/Zu9CUDSYhCL129rUI2pykFbSB2RwMsADiIU6/q/Qb+njXmmvSl+GDoDW" +
			"EW219a1VW7VB4Mr2P+SPqqsnEIcMmG0Q1QCOHXojRiHySuyIazHnua5JGREyfvI22jMLGhOXPUME/1QgOjUJ/PwTvvmMftsS" +
			"tDFM74rmmI7WjUfX7xYZxhmOb6GN5zZR8lwa6dESI8p51Ikf4OPinyU3AeTf32fNACNgkCKX8BKrub6CGq0AWTp3pdkXI7Wa" +
			"sl8j0SVwqVQSKK2++9Zcdy1l/eAf2hFEy9r5xDx+3tFKMFuen9xiPJu3zsXCJMAURpyY1RRijLXXG0DTYh7jEArpmgwhWeRH" +
			"sxI1Bx9I2kFSoO1MRMNw0FOt/rLA2abHrcSHxtxmOgyunRWbA/Klrv473qRicaPYzCLNBYxHymBU8ugsvEe9xvTlCrvjuF2t" +
			"MLTdlAVX6geg4A44AQt4Ql/2xhgFhxiTKoHtjrPPs1LDnA2sjiMvlj5hnhlbjtJQ3kpbnQnwxjyAY4o7LuWtCl6SfZW3OZRU" +
			"dmXGtUNTfYu/wYk95hqmaQAWgccJgRFPUN90+RI0/QGuEnOsdKPzmx5h3VPGMqxN670ZNJhE4MjeJkmtQPyQIc3bBa5N9DPB" +
			"bOyxTbHTD8W25dGy0ipN//+a4/Z2",
	],
];
