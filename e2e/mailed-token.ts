import { ask, type RequestInput } from '@arena/events';
import { onServer } from '@arena/testing';
import type { StartedArena } from './started-arena.ts';

/** The token in the latest mail of a kind to somebody, as the mailer is given it. */
export async function mailedToken(
  arena: StartedArena,
  userId: string,
  purpose: RequestInput<'users.mint-token'>['purpose'],
): Promise<string> {
  const [request] = await onServer(
    arena.databaseUrls.users,
    (sql) =>
      sql`select id from mail_requests where user_id = ${userId} and purpose = ${purpose} order by id desc limit 1`,
  );
  const minted = await ask(arena.bus, 'users.mint-token', { requestId: request?.['id'], purpose });
  if (!minted) throw new Error('No token goes into the mail');
  return minted.token;
}
