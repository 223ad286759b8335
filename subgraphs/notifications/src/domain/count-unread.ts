import type { App } from '../app.ts';
import { countTold } from '../db/told-list-store.ts';
import { listenerOf } from './listener.ts';

/** How many notifications a person has not read. */
export const countUnread = ({ db }: App, userId: string): Promise<number> =>
  countTold(db, listenerOf(userId), { unreadOnly: true });
