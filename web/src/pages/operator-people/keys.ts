/** Of what is asked about people. */

export const peopleKey = ["people"] as const;
