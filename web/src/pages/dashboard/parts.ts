/** Of what a column is made, from its foot up. */
export const parts = ["delivered", "softBounces", "hardBounces", "rejected"] as const;
export type Part = (typeof parts)[number];
