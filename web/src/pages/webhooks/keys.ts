/** Of what is asked about webhooks. */

export const webhooksKey = ["webhooks"] as const;
export const webhookKey = (id: string) => ["webhook", id] as const;
export const deliveriesKey = (id: string) => ["webhook", id, "deliveries"] as const;
