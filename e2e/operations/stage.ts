import { makeCatalogue, registerAdministrator } from '../catalogue.ts';
import { startedArena, type Member, type StartedArena } from '../started-arena.ts';
import { clientOperations, type Client, type ClientOperations } from './client-operations.ts';

/** Somebody who is signed in. */
export type Person = Member & Client;

/** A platform on which nothing has happened yet, with a category and a game. */
export type Stage = {
  arena: StartedArena;
  operations: ClientOperations;
  /** who is not signed in */
  visitor: Client;
  administrator: Person;
} & AsyncDisposable;

/** What register, login and the like give. */
type Session = {
  accessToken: string;
  refreshToken: string;
  account: { id: string; user: { username: string } };
};

/** Whose session it is. */
export const personOf = (
  { arena, operations }: Pick<Stage, 'arena' | 'operations'>,
  { accessToken, refreshToken, account: { id, user } }: Session,
): Person => ({
  ...{ id, username: user.username, accessToken, refreshToken },
  ask: arena.askWith(accessToken),
  ...operations.clientWith(accessToken),
});

export async function openStage(): Promise<Stage> {
  const arena = await startedArena({ COUNT_INTERVAL_MS: '20' });
  const operations = clientOperations(arena.url);
  const administrator = await registerAdministrator(arena);
  await makeCatalogue(arena, administrator);
  return {
    arena,
    operations,
    visitor: operations.clientWith(),
    administrator: { ...administrator, ...operations.clientWith(administrator.accessToken) },
    [Symbol.asyncDispose]: async () => {
      operations.close();
      await arena[Symbol.asyncDispose]();
    },
  };
}
