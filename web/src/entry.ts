/**
 * Lets the browser paint the page's frame before the scripts of the app keep it busy. They are on their way already: the
 * page names them.
 */

const begin = (): void => void import("./main.tsx");

// Nothing is painted of a page that nobody sees.
if (document.visibilityState === "hidden") begin();
else requestAnimationFrame(() => setTimeout(begin));
