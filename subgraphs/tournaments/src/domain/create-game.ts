import { appendEvents } from '@arena/events';
import {
  lineSchema,
  newId,
  parseInput,
  PLATFORM_ADMIN,
  requireScope,
  type Caller,
} from '@arena/subgraph-kit';
import { z } from 'zod';
import type { App } from '../app.ts';
import { insertGame } from '../db/catalogue-store.ts';
import type { GameRow } from '../db/schema.ts';
import { codeSchema, codeTaken, wholeNumber } from './catalogue-code.ts';
import { report } from './faults.ts';

const MAX_TEAMS = 256;
const MAX_PLAYERS_PER_TEAM = 100;

const schema = z
  .object({
    code: codeSchema,
    name: lineSchema(1, 100),
    players: wholeNumber(1, MAX_TEAMS * MAX_PLAYERS_PER_TEAM),
    maxTeams: wholeNumber(2, MAX_TEAMS),
    maxPlayersPerTeam: wholeNumber(1, MAX_PLAYERS_PER_TEAM),
    isCooperative: z.boolean(),
  })
  .superRefine(({ players, maxTeams, maxPlayersPerTeam }, context) => {
    if (players === maxTeams * maxPlayersPerTeam) return;
    report([{ path: ['players'], message: 'must be maxTeams times maxPlayersPerTeam' }], context);
  });

/**
 * Adds a game; platform administration.
 * @throws Unauthenticated, Forbidden, BadUserInput, Conflict (CODE_TAKEN)
 */
export async function createGame(app: App, caller: Caller, input: z.input<typeof schema>): Promise<GameRow> {
  requireScope(caller, PLATFORM_ADMIN);
  const game = { id: newId(), ...parseInput(schema, input, 'input') };
  return app.transact(async (tx) => {
    if (!(await insertGame(tx, game))) throw codeTaken(game.code);
    await appendEvents(tx, [{ name: 'tournaments.catalogue-changed', payload: {} }], caller);
    return game;
  });
}
