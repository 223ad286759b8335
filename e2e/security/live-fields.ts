import { ask } from '@arena/events';
import { newId } from '@arena/subgraph-kit';
import { onServer } from '@arena/testing';
import { reserveSeat } from '../take-seat.ts';
import { watchBriefly } from '../watching.ts';
import type { Belongings, Scene } from './scene.ts';

/** What a subscription is asked with, and how something happens of which it tells. */
type LiveField = { variables: Record<string, unknown>; happen: () => Promise<unknown> };

/** Every field of Subscription. */
export const liveFields: Record<
  string,
  (scene: Scene, belongings: Belongings) => LiveField | Promise<LiveField>
> = {
  'Subscription.tournamentUpdated': ({ people, next }, { tournamentId }) => ({
    variables: { tournamentId },
    happen: () =>
      people.organizer.ask(
        'mutation ($input: UpdateTournamentInput!) { updateTournament(input: $input) { id } }',
        { input: { tournamentId, description: `Cup ${next()}` } },
      ),
  }),
  'Subscription.matchUpdated': ({ newMatch }, { tournamentId }) => ({
    variables: { tournamentId },
    happen: () => newMatch(tournamentId),
  }),
  'Subscription.ticketAvailabilityChanged': ({ arena }, { tournamentId }) => ({
    variables: { tournamentId },
    happen: async () => {
      const { checkoutId } = await reserveSeat(arena, newId(), tournamentId, false);
      await ask(arena.bus, 'tickets.release', { checkoutId });
    },
  }),
  'Subscription.checkoutUpdated': async ({ arena, people, newDonation }, { tournamentId }) => {
    const id = await newDonation(tournamentId);
    return {
      variables: { checkoutId: id },
      happen: async () => {
        // open once more, so that it can be called off as often as need be
        await onServer(arena.databaseUrls.payments, (sql) => {
          return sql`update checkouts set status = 'PENDING', close_due_at = null, reason = null where id = ${id}`;
        });
        await people.player.ask('mutation ($id: ID!) { cancelCheckout(checkoutId: $id) { id } }', { id });
      },
    };
  },
  'Subscription.streamUpdated': ({ people, next }, { matchId, streamId: id }) => ({
    variables: { matchId },
    happen: () =>
      people.organizer.ask(
        'mutation ($id: ID!, $url: URL!) { changeStreamUrl(streamId: $id, url: $url) { id } }',
        {
          ...{ id, url: `https://youtu.be/${next()}` },
        },
      ),
  }),
  'Subscription.viewerCountChanged': ({ arena, people }, { matchId }) => ({
    variables: { matchId },
    happen: () => watchBriefly(arena, people.player, matchId),
  }),
  // of a new tournament everybody is told
  'Subscription.notificationReceived': ({ newTournament }) => ({ variables: {}, happen: newTournament }),
  'Subscription.watchStream': (_, { matchId }) => ({ variables: { matchId }, happen: async () => {} }),
};
