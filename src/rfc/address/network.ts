/** The network that an address stands for: itself for IPv4, its /64 for IPv6, where one host has them all. */
export function networkOf(address: string): string {
	const plain = address
		.toLowerCase()
		.replace(/^::ffff:(?=\d+\.)/, "")
		.replace(/%.*$/, "");
	if (!plain.includes(":")) return plain;
	const [head = "", tail] = plain.split("::", 2);
	const front = head === "" ? [] : head.split(":");
	const back = tail === undefined || tail === "" ? [] : tail.split(":");
	const zeros = Math.max(0, 8 - front.length - back.length);
	const groups = tail === undefined ? front : [...front, ...Array<string>(zeros).fill("0"), ...back];
	return `${groups
		.slice(0, 4)
		.map((group) => group.replace(/^0+(?=.)/, ""))
		.join(":")}::/64`;
}
