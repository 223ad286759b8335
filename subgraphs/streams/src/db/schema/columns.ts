import { timestamp } from 'drizzle-orm/pg-core';

/** Milliseconds, so that what JavaScript reads is what is stored. */
export const instant = () => timestamp({ precision: 3, withTimezone: true, mode: 'date' });
