// Comfort for pages that work without it: reasons open on hover and focus, Escape closes, lists stay fresh.

const HOVER_MS = 150;
const REFRESH_MS = 5_000;
const NEAR_TOP_PX = 80;

const reasonOf = (target) => (target instanceof Element ? target.closest("details.reason") : null);
let hovered = 0;

document.addEventListener("pointerover", (event) => {
	const reason = reasonOf(event.target);
	if (event.pointerType !== "mouse" || reason === null || reason.open) return;
	clearTimeout(hovered);
	hovered = setTimeout(() => {
		reason.open = true;
		reason.dataset.hover = "";
	}, HOVER_MS);
});

document.addEventListener("pointerout", (event) => {
	const reason = reasonOf(event.target);
	if (reason === null || reason === reasonOf(event.relatedTarget)) return;
	clearTimeout(hovered);
	// The pointer may pass a gap on its way into the card.
	setTimeout(() => {
		if ("hover" in reason.dataset && !reason.matches(":hover, :focus-within")) close(reason);
	}, HOVER_MS);
});

function close(reason) {
	reason.open = false;
	delete reason.dataset.hover;
}

// A click on what hover has opened keeps it open.
document.addEventListener("click", (event) => {
	const reason = reasonOf(event.target);
	if (reason !== null && "hover" in reason.dataset && event.target.closest("summary") !== null) {
		event.preventDefault();
		delete reason.dataset.hover;
	}
	for (const other of document.querySelectorAll("details.reason[open]")) if (other !== reason) close(other);
});

document.addEventListener("focusin", (event) => {
	const reason = reasonOf(event.target);
	for (const other of document.querySelectorAll("details.reason[open]")) if (other !== reason) close(other);
	if (reason !== null && event.target.matches("summary:focus-visible")) reason.open = true;
});

// The first closing is for the eye; giving focus back to the mark would open it again, hence the second.
document.addEventListener("keydown", (event) => {
	const reason = document.querySelector("details.reason[open]");
	if (event.key !== "Escape" || reason === null) return;
	const inside = reason.contains(document.activeElement);
	close(reason);
	if (inside) reason.querySelector("summary").focus();
	close(reason);
});

for (const button of document.querySelectorAll("[data-copy]")) {
	button.hidden = false;
	button.addEventListener("click", async () => {
		await navigator.clipboard.writeText(button.parentElement.querySelector("pre").textContent);
		button.textContent = "Copied";
		setTimeout(() => {
			button.textContent = "Copy";
		}, 2_000);
	});
}

const live = document.querySelector("[data-live=on]");
if (live !== null) {
	live.hidden = false;
	live.textContent = "live";
	setInterval(refresh, REFRESH_MS);
}

/** Takes new rows over, but never under the reader's eyes or pointer. */
async function refresh() {
	if (document.hidden) return;
	const answer = await fetch(location.href).catch(() => null);
	live.classList.toggle("lost", answer === null || !answer.ok);
	if (answer === null || !answer.ok) {
		live.textContent = "not connected";
		return;
	}
	const page = new DOMParser().parseFromString(await answer.text(), "text/html");
	const rows = document.querySelector("[data-rows]");
	const fresh = page.querySelector("[data-rows]");
	if (rows === null || fresh === null || rows.innerHTML === fresh.innerHTML) {
		live.textContent = "live";
		return;
	}
	const reading =
		document.querySelector("details.reason[open]") !== null ||
		scrollY > NEAR_TOP_PX ||
		rows.contains(document.activeElement);
	live.textContent = reading ? "new activity above" : "live";
	if (reading) return;
	if (rows.tagName === fresh.tagName) rows.replaceWith(fresh);
	else location.reload();
}
