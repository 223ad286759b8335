import { testIdentityJwks } from '@arena/testing';
import * as tournaments from '@arena/tournaments';
import * as users from '@arena/users';
import postgres from 'postgres';
import { startChild, type Child } from '../../gateway/child/child.ts';
import { borrowDatabase, type BorrowedDatabase } from '../borrowed-database.ts';
import type { Statement } from '../processes/statement.ts';
import type { SubgraphOptions } from '../processes/subgraph.ts';
import { addContests, addPeople } from '../rows/entities.ts';
import { ask } from '../ask-subgraph.ts';
import { bodyOf, type Selection } from './selections.ts';

/** A subgraph on a database with rows, and a process that sends its statements without it. */
export type Stage = {
  url: string;
  databaseUrl: string;
  subgraph: Child;
  bareSql: Child;
};

/** The same calls as a subgraph is asked them and as the database is. */
export type Calls = { bodies: string[]; statements: Statement[][][] };

const TOURNAMENTS = 10_000;
const PEOPLE = 20_000;
const KEYS = 100;
const CALLS = 50;

/** Makes the database of a subgraph, with rows. */
export const addDatabase = (name: Selection['subgraph']): Promise<BorrowedDatabase> =>
  borrowDatabase(async (url) => {
    await (name === 'users' ? users.migrate(url) : tournaments.migrate(url));
    await (name === 'users' ? addPeople(url, PEOPLE) : addContests(url, TOURNAMENTS));
  });

/** Starts the processes that work on it. */
export async function setStage(name: Selection['subgraph'], databaseUrl: string): Promise<Stage> {
  const subgraph = startChild(new URL('../processes/subgraph.ts', import.meta.url), ['--enable-source-maps']);
  const bareSql = startChild(new URL('../processes/bare-sql.ts', import.meta.url));
  const options: SubgraphOptions = { name, databaseUrl, identityJwks: testIdentityJwks };
  const url = await subgraph.ask<string>('start', options);
  await bareSql.ask('start', { databaseUrl });
  return { url, databaseUrl, subgraph, bareSql };
}

/** Sets of keys that have nothing in common, each anywhere in the table. */
async function keySets(databaseUrl: string, table: string): Promise<string[][]> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  const rows = await sql<{ id: string }[]>`
    select id from ${sql(table)} order by md5(id::text) limit ${KEYS * CALLS}`;
  await sql.end();
  const ids = rows.map(({ id }) => id);
  return Array.from({ length: CALLS }, (_, nth) => ids.slice(nth * KEYS, (nth + 1) * KEYS));
}

/** The calls of one selection; the statements are those that the subgraph sends when it is asked. */
export async function callsOf(stage: Stage, selection: Selection): Promise<Calls> {
  const bodies = (await keySets(stage.databaseUrl, selection.table)).map((ids) => bodyOf(selection, ids));
  const statements: Statement[][][] = [];
  for (const body of bodies) {
    await stage.subgraph.ask('record');
    const answer = JSON.parse(await ask(stage.url, selection.subgraph, body)) as {
      data: { _entities: unknown[] };
    };
    const found = answer.data._entities.filter(Boolean).length;
    if (found !== KEYS) throw new Error(`Of ${KEYS} keys of ${selection.type} ${found} were found`);
    statements.push(await stage.subgraph.ask<Statement[][]>('recorded'));
  }
  return { bodies, statements };
}
