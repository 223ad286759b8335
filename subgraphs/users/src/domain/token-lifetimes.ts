const MINUTE_MS = 60_000;

/** How long an access token is valid. */
export const ACCESS_TOKEN_LIFETIME_MS = 15 * MINUTE_MS;

/** How long a refresh token, and a session that is not used, lives. */
export const REFRESH_TOKEN_LIFETIME_MS = 30 * 24 * 60 * MINUTE_MS;

/** Within this time of its use a refresh token may be presented again by a client whose answer was lost. */
export const LOST_ANSWER_MS = 10_000;
