// Comfort for pages that work without it: copying, the key to Help's box, and a mailbox that stays fresh.

const REFRESH_MS = 5_000;
const NEAR_TOP_PX = 80;

for (const button of document.querySelectorAll("[data-copy]")) {
	button.hidden = false;
	button.addEventListener("click", async () => {
		await navigator.clipboard.writeText(button.parentElement.querySelector("pre").textContent);
		const usual = button.textContent;
		button.textContent = button.dataset.copy;
		setTimeout(() => {
			button.textContent = usual;
		}, 2_000);
	});
}

// On a phone the tabs scroll: the current one is seen.
document.querySelector(".top [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });

// A key with a modifier: a letter alone would get in the way of who speaks to their computer (WCAG 2.1.4).
const box = document.querySelector("[role=search] [name=q]");
document.addEventListener("keydown", (event) => {
	const isApple = /Mac|iPhone|iPad/.test(navigator.platform);
	if (box === null || event.key !== "k" || !(isApple ? event.metaKey : event.ctrlKey) || event.altKey) return;
	event.preventDefault();
	box.select();
});

const live = document.querySelector("[data-live=on]");
const words = JSON.parse(live?.dataset.words ?? "{}");
if (live !== null) {
	live.hidden = false;
	live.textContent = words.live;
	setInterval(refresh, REFRESH_MS);
}

/** Takes new rows over, but never under the reader's eyes or pointer. */
async function refresh() {
	if (document.hidden) return;
	const answer = await fetch(location.href).catch(() => null);
	live.classList.toggle("lost", answer === null || !answer.ok);
	if (answer === null || !answer.ok) {
		live.textContent = words.lost;
		return;
	}
	const page = new DOMParser().parseFromString(await answer.text(), "text/html");
	const rows = document.querySelector("[data-rows]");
	const fresh = page.querySelector("[data-rows]");
	if (rows === null || fresh === null || rows.innerHTML === fresh.innerHTML) {
		live.textContent = words.live;
		return;
	}
	const reading = scrollY > NEAR_TOP_PX || rows.contains(document.activeElement);
	live.textContent = reading ? words.above : words.live;
	if (reading) return;
	if (rows.tagName === fresh.tagName) rows.replaceWith(fresh);
	else location.reload();
}
