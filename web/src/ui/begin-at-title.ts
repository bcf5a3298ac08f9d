/** Who has the focus nowhere, because what had it is gone or the page came later, begins at the page's title. */
export function beginAtTitle(): void {
	if (document.activeElement?.matches("main, body"))
		document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
}
