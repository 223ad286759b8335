import { bigint, timestamp } from 'drizzle-orm/pg-core';

/** Milliseconds, so that what JavaScript reads is what is stored, and cursors compare exactly. */
export const instant = () => timestamp({ precision: 3, withTimezone: true, mode: 'date' });

/** An amount of money in minor units. */
export const amountMinor = () => bigint({ mode: 'number' });
