/** Longer questions are cut: in pages, in the API and in the web app. */
export const QUESTION_CHARACTERS = 4_000;
