const MINUTE_MS = 60_000;

/** How long an access token is valid. */
export const ACCESS_TOKEN_LIFETIME_MS = 15 * MINUTE_MS;

/** How long a refresh token, and a session that is not used, lives. */
export const REFRESH_TOKEN_LIFETIME_MS = 30 * 24 * 60 * MINUTE_MS;

/** How long the token of a mail is good: one that sets a new password, and one that verifies an address. */
export const RESET_TOKEN_LIFETIME_MS = 30 * MINUTE_MS;
export const VERIFICATION_TOKEN_LIFETIME_MS = 24 * 60 * MINUTE_MS;

/** Within this time of its use a refresh token may be presented again by a client whose answer was lost. */
export const LOST_ANSWER_MS = 10_000;
