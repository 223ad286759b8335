import type { Identity } from '@arena/subgraph-kit';
import { testIdentityJwks } from '@arena/testing';
import * as tournaments from '@arena/tournaments';
import * as users from '@arena/users';
import { addManyTournaments } from '../../../subgraphs/tournaments/test/many-tournaments.ts';
import { startChild, type Child } from '../../gateway/child/child.ts';
import type { SubgraphOptions } from '../processes/subgraph.ts';
import { addPeople, signIn } from '../rows/entities.ts';
import { tournamentLists, userLists, type List } from './lists.ts';

/** A subgraph on a database with rows, and who asks it. */
export type PageStage = { url: string; databaseUrl: string; subgraph: Child; identity: Identity | undefined };

/** How the database of a subgraph comes to its tables and rows, and which lists there are of them then. */
export const fillDatabase = (name: List['subgraph']) =>
  name === 'users'
    ? {
        migrate: users.migrate,
        fill: async (url: string, size: number): Promise<readonly List[]> => {
          await addPeople(url, size);
          return userLists;
        },
      }
    : {
        migrate: tournaments.migrate,
        fill: async (url: string, size: number): Promise<readonly List[]> =>
          tournamentLists(await addManyTournaments(url, size)),
      };

/** Starts the subgraph on such a database. */
export async function setStage(name: List['subgraph'], databaseUrl: string): Promise<PageStage> {
  const subgraph = startChild(new URL('../processes/subgraph.ts', import.meta.url));
  const options: SubgraphOptions = { name, databaseUrl, identityJwks: testIdentityJwks };
  const url = await subgraph.ask<string>('start', options);
  const identity = name === 'users' ? await signIn(databaseUrl) : undefined;
  return { url, databaseUrl, subgraph, identity };
}
