import { randomUUID } from 'node:crypto';
import type { Graph } from './graph-client.ts';
import { until } from './until.ts';

type Sale = { ticketAvailability: { total: number } | null; donationSummary: object | null };

/** Waits until the seats of a new tournament are there, and payments knows of it. */
async function untilForSale(graph: Graph, id: string): Promise<void> {
  const query = `query ($id: ID!) { tournament(id: $id) { ticketAvailability { total } donationSummary { count } } }`;
  await until(
    'the seats of a tournament are for sale',
    () => graph<{ tournament: Sale }>(query, { id }),
    ({ tournament: { ticketAvailability, donationSummary } }) =>
      (ticketAvailability?.total ?? 0) > 0 && donationSummary !== null,
  );
}

type Part = { tournament: { myTicket: object | null; myTeam: object | null } };

const partIn = (graph: Graph, id: string): Promise<Part> =>
  graph(`query ($id: ID!) { tournament(id: $id) { myTicket { id } myTeam { id } } }`, { id });

/**
 * Makes somebody a player of a free tournament, unless they are one.
 * @param graph as the player
 * @param returnUrl where a buyer may be sent; nobody is, since nothing is to be paid
 */
export async function takeFreeSeat(graph: Graph, tournamentId: string, returnUrl: string): Promise<void> {
  const { tournament } = await partIn(graph, tournamentId);
  if (tournament.myTicket === null) {
    await untilForSale(graph, tournamentId);
    const returning = { successUrl: returnUrl, cancelUrl: returnUrl };
    await graph(
      `mutation ($input: BuyParticipantTicketInput!) { buyParticipantTicket(input: $input) { id } }`,
      {
        input: { tournamentId, ...returning, idempotencyKey: randomUUID() },
      },
    );
  }
  await until(
    'a player has a team',
    () => partIn(graph, tournamentId),
    ({ tournament: { myTeam } }) => myTeam !== null,
  );
}
