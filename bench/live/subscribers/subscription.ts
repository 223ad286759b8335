export const TRANSPORTS = ['websocket', 'sse', 'multipart'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** What every subscriber asks for: fields of three subgraphs. */
const QUERY = `subscription ($id: ID!) {
  tournamentUpdated(tournamentId: $id) {
    name status organizer { displayName } ticketAvailability { available }
  }
}`;

/** A client's request for the changes of a tournament. */
export const requestFor = (tournamentId: string) => ({ query: QUERY, variables: { id: tournamentId } });

/** Opens one subscription. Resolves with a function that ends it once the gateway has it. */
export type Open = (
  url: string,
  tournamentId: string,
  onBytes: (bytes: Buffer) => void,
) => Promise<() => void>;
