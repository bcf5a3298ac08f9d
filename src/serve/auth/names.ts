/** What signing in is called, in paths, headers and cookies. */

export const BASE_PATH = "/auth";
/** What the door writes the client's address into, in place of whatever the client wrote. */
export const ADDRESS_HEADER = "x-angarium-client";
export const COOKIE_PREFIX = "angarium";
export const PROVIDER = "oidc";
