import { setTimeout as pause } from 'node:timers/promises';
import { eventually, type GraphQLAnswer } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askForSeat, pageOf, press } from '../buying.ts';
import { makeCatalogue, organizeTournament } from '../catalogue.ts';
import { count } from '../chaos/counts.ts';
import { settlement } from '../settlement.ts';
import { registerMember, startedArena, type Member, type StartedArena } from '../started-arena.ts';

const BUYERS = count(500, 60);
const SEATS = count(50, 6);
/** passwords take their time */
const REGISTERED_AT_ONCE = 20;
const PATIENCE_MS = 500;

let arena: StartedArena;
let tournamentId: string;
const buyers: Member[] = [];

beforeAll(
  async () => {
    // every webhook comes three times, and none in its order
    arena = await startedArena({
      SANDBOX_WEBHOOK_REPEATS: '2',
      SANDBOX_WEBHOOK_DELAY_MS: '200',
      SANDBOX_WEBHOOK_SHUFFLE: 'on',
    });
    const organizer = await registerMember(arena, 'organizer');
    const catalogue = await makeCatalogue(arena, undefined, SEATS);
    tournamentId = await organizeTournament(organizer, catalogue, 1);
    while (buyers.length < BUYERS) {
      const length = Math.min(REGISTERED_AT_ONCE, BUYERS - buyers.length);
      const names = Array.from({ length }, (_, index) => `buyer_${buyers.length + index}`);
      buyers.push(...(await Promise.all(names.map((name) => registerMember(arena, name)))));
    }
    await eventually(
      async () => (await shown()).ticketAvailability?.total,
      (total) => total === SEATS,
    );
  },
  count(300_000, 60_000),
);
afterAll(() => arena[Symbol.asyncDispose]());

const SHOWN = `query ($id: ID!) {
  tournament(id: $id) { ticketAvailability { total available reserved sold } teams { members { id } } }
}`;
const shown = async () => (await arena.ask(SHOWN, { id: tournamentId })).data.tournament;

const codeIn = ({ errors }: GraphQLAnswer): unknown => errors?.[0]?.extensions['code'];

/** Asks for a seat as often as the platform is too busy to answer, always with the same key, after a while each time. */
async function askPatiently(buyer: Member, idempotencyKey: string): Promise<GraphQLAnswer> {
  for (;;) {
    const answer = await askForSeat(buyer, { origin: arena.url, tournamentId, idempotencyKey });
    if (!['SUBGRAPH_UNAVAILABLE', 'LIMIT_EXCEEDED'].includes(codeIn(answer) as string)) return answer;
    await pause(PATIENCE_MS);
  }
}

/** Buys a seat if there is one, and pays for it; how that went. */
async function buy(buyer: Member): Promise<string> {
  const answer = await askPatiently(buyer, 'the seat');
  if (answer.errors) return codeIn(answer) as string;
  const { status } = await press(pageOf(answer.data.checkout), 'Pay');
  return status === 303 ? 'PAID' : `PAGE ${status}`;
}

test(
  `two buyers paying for one seat: of ${BUYERS} at once for ${SEATS} seats, ${SEATS} get one and the others hear SOLD_OUT`,
  async () => {
    const outcomes = await Promise.all(buyers.map(buy));
    const tally = (outcome: string) => outcomes.filter((one) => one === outcome).length;
    expect({ paid: tally('PAID'), soldOut: tally('SOLD_OUT') }).toEqual({
      paid: SEATS,
      soldOut: BUYERS - SEATS,
    });

    expect(await settlement(arena.databaseUrls, [tournamentId])).toEqual({
      sold: SEATS,
      refunded: 0,
      unpaid: 0,
    });
    const members = async () =>
      (await shown()).teams.flatMap((team: { members: { id: string }[] }) => team.members) as unknown[];
    expect(await eventually(members, ({ length }) => length >= SEATS)).toHaveLength(SEATS);
    const { ticketAvailability } = await shown();
    expect(ticketAvailability).toEqual({ total: SEATS, available: 0, reserved: 0, sold: SEATS });
  },
  count(300_000, 60_000),
);
