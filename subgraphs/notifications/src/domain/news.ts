import type { App } from '../app.ts';

/** A message, and when what it tells of happened. */
export type News = { id: string; at: Date };

const V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7/i;

/** When an id was made, which a UUIDv7 tells; undefined for any other. */
export function madeAt(id: string): Date | undefined {
  if (!V7.test(id)) return undefined;
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}

/** A message as news. Its id is made in the transaction of what it tells of, so it says when that was. */
export const newsOf = ({ now }: Pick<App, 'now'>, messageId: string): News => ({
  id: messageId,
  at: madeAt(messageId) ?? now(),
});
