import type { ToldRow } from '../db/told-list-store.ts';
import type { Loaders } from '../loaders.ts';
import { factOf } from './fact.ts';
import { textOf } from './texts/text-of.ts';
import type { Text } from './texts/text.ts';

/** What a notification says, to whom it is shown: in their language, with the names as they are now. */
export async function textOfNotification(loaders: Loaders, told: ToldRow): Promise<Text> {
  const { tournamentId, matchId } = told;
  const [reader, tournament, match] = await Promise.all([
    loaders.reader.load(),
    tournamentId === null ? null : loaders.tournamentById.load(tournamentId),
    matchId === null ? null : loaders.matchById.load(matchId),
  ]);
  const { kind, params } = factOf(told);
  return textOf(kind, params, { tournament: tournament?.name ?? null, match: match?.name ?? null }, reader);
}
