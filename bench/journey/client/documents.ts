import { readFileSync } from 'node:fs';

/** What clients ask besides the documents of schema/operations. */
const OWN: Record<string, string> = {
  match: `query Match($id: ID!) {
  match(id: $id) {
    id name status startsAt outcome viewerCount
    winner { id name }
    opponents { id score team { id name members { user { id displayName } } } }
    streams { id isLive platform { id name } }
    tournament { id name organizer { id displayName } }
  }
}`,
  sale: `query Sale($id: ID!) {
  tournament(id: $id) { id ticketAvailability { total } donationSummary { count } }
}`,
  field: `query Field($id: ID!) {
  tournament(id: $id) {
    id
    teams { id members { id } }
    matches(first: 100) { nodes { id status viewers { totalCount } opponents { team { id } } } }
  }
}`,
  platforms: 'query Platforms { platforms { id name } }',
  'create-category':
    'mutation CreateCategory($input: CreateCategoryInput!) { createCategory(input: $input) { id } }',
  'create-game': 'mutation CreateGame($input: CreateGameInput!) { createGame(input: $input) { id } }',
  'start-tournament':
    'mutation StartTournament($id: ID!) { startTournament(tournamentId: $id) { id status } }',
  'update-tournament': `mutation UpdateTournament($input: UpdateTournamentInput!) {
  updateTournament(input: $input) { id name description }
}`,
  'reschedule-match': `mutation RescheduleMatch($input: RescheduleMatchInput!) {
  rescheduleMatch(input: $input) { id startsAt }
}`,
  'update-profile': `mutation UpdateProfile($input: UpdateProfileInput!) {
  updateProfile(input: $input) { id displayName }
}`,
};

const ARENA = new URL('../../../schema/operations/', import.meta.url);

const read = new Map<string, string>();

/** The text of an operation, by the name of its file. */
export function documentOf(operation: string): string {
  const known = OWN[operation] ?? read.get(operation);
  if (known !== undefined) return known;
  const text = readFileSync(new URL(`${operation}.graphql`, ARENA), 'utf8');
  read.set(operation, text);
  return text;
}

/** Whether an operation changes something. */
export const isMutation = (operation: string): boolean => documentOf(operation).startsWith('mutation');
