/** Of what is asked about API keys. */

export const keysKey = ["api-keys"] as const;
