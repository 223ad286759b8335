import { ask } from '@arena/events';
import { newId } from '@arena/subgraph-kit';
import { reserveSeat } from '../take-seat.ts';
import type { Scene, Seat } from './scene.ts';

/** What a subscription is asked with, and how something happens of which it tells. */
type LiveField = { variables: Record<string, unknown>; happen: () => Promise<unknown> };

/** Every field of Subscription. */
export const liveFields: Record<string, (scene: Scene, seat: Seat) => LiveField> = {
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
};
