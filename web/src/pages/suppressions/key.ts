/** What lists of suppressions are kept under. */
export const suppressionsKey = ["suppressions"] as const;
