import { newId } from '@arena/subgraph-kit';
import type { FakeSubgraph, Received } from '../fake-subgraph.ts';
import { startedGateway, type StartedGateway } from '../started-gateway.ts';

/** A subscription whose fields three subgraphs have. */
export const UPDATES = `subscription ($id: ID!) {
  tournamentUpdated(tournamentId: $id) { id name organizer { displayName } ticketAvailability { available } }
}`;

export const tournamentId = newId();
export const variables = { id: tournamentId };

/** What tournaments sends of an update. */
export const updateEvent = (name: string, id = tournamentId) => ({
  data: {
    tournamentUpdated: {
      __typename: 'Tournament',
      id,
      name,
      organizer: { __typename: 'User', id: 'organizer' },
    },
  },
});

/** What clients get of it. */
export const updateResult = (name: string, id = tournamentId) => ({
  data: {
    tournamentUpdated: {
      id,
      name,
      organizer: { displayName: 'Zoe' },
      ticketAvailability: { available: 3 },
    },
  },
});

const entities = (entity: object) => {
  return ({ variables: { representations } }: Received) => ({
    body: { data: { _entities: (representations as unknown[]).map(() => entity) } },
  });
};

/** How users and tickets answer about any tournament. */
export function answerFor({ users, tickets }: { users: FakeSubgraph; tickets: FakeSubgraph }): void {
  users.answer = entities({ displayName: 'Zoe' });
  tickets.answer = entities({ ticketAvailability: { available: 3 } });
}

/** A gateway whose stand-in subgraphs have what updates of a tournament are made of. */
export async function gatewayOfUpdates(
  options: Parameters<typeof startedGateway>[0] = {},
): Promise<StartedGateway> {
  const gateway = await startedGateway(options);
  answerFor(gateway);
  return gateway;
}
