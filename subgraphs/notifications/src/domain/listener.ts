import type { Listener } from '../db/told-list-store.ts';
import { madeAt } from './news.ts';

/** Somebody as they have notifications. Whoever's registration has not been told yet has been there since their id was made. */
export const listenerOf = (userId: string): Listener => ({ userId, since: madeAt(userId) ?? new Date(0) });
