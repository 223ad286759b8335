import { newId, type Caller } from '@arena/subgraph-kit';
import type { App } from '../src/app.ts';
import { findBracketsOf } from '../src/db/bracket-store.ts';
import { findMatchesOfBracket } from '../src/db/match-store.ts';
import { findOpponents } from '../src/db/opponent-store.ts';
import type { BracketRow, MatchRow, TeamRow, TournamentRow } from '../src/db/schema.ts';
import { generateBracket } from '../src/domain/generate-bracket.ts';
import { reportMatchResult } from '../src/domain/report-match-result.ts';
import { startTournament } from '../src/domain/start-tournament.ts';
import { addCatalogue, addMember, addTournament, teamsOf } from './fixtures.ts';
import { callerOf } from './started-tournaments.ts';

export type Contest = { tournament: TournamentRow; teams: TeamRow[]; organizer: Caller };

/** A tournament of so many teams with a member each. */
export async function contestOf(
  app: App,
  count: number,
  members = count,
  changes: Parameters<typeof addTournament>[2] = {},
): Promise<Contest> {
  const organizer = callerOf();
  const tournament = await addTournament(app, await addCatalogue(app, 500, [count, 1]), changes, organizer);
  const teams = await teamsOf(app, tournament.id);
  for (const team of teams.slice(0, members)) await addMember(app, team, newId());
  return { tournament, teams, organizer };
}

export type BracketInput = Parameters<typeof generateBracket>[2];

/** Makes a bracket whose teams are seeded by number unless said otherwise. */
export async function addBracket(
  app: App,
  { tournament, teams, organizer }: Contest,
  changes: Partial<BracketInput> = {},
): Promise<BracketRow> {
  const input = {
    tournamentId: tournament.id,
    format: 'SINGLE_ELIMINATION' as const,
    name: 'Play-off',
    seedTeamIds: teams.map(({ id }) => id),
    ...changes,
  };
  await generateBracket(app, organizer, input);
  return bracketNamed(app, tournament.id, input.name ?? 'Bracket');
}

/** The bracket of a tournament that bears this name. */
export async function bracketNamed(app: App, tournamentId: string, name: string): Promise<BracketRow> {
  const [brackets = []] = await findBracketsOf(app.db, [tournamentId]);
  const bracket = brackets.find((one) => one.name === name);
  if (!bracket) throw new Error(`There is no bracket ${name}`);
  return bracket;
}

/** Has the tournament of a contest under way. */
export const start = (app: App, { tournament, organizer }: Contest): Promise<TournamentRow> =>
  startTournament(app, organizer, tournament.id);

/** The matches of a bracket whose teams are all known and which are still to be played. */
export async function readyMatches(app: App, bracketId: string): Promise<Ready[]> {
  const open = (await findMatchesOfBracket(app.db, bracketId)).filter(({ status }) => status === 'PENDING');
  const opponents = await findOpponents(
    app.db,
    open.map(({ id }) => id),
  );
  return open.flatMap((match, index) => {
    const teamIds = (opponents[index] ?? []).flatMap(({ teamId }) => (teamId === null ? [] : [teamId]));
    return teamIds.length === 2 ? [{ match, teamIds }] : [];
  });
}

/** A match to be reported: whose it is, and who meets in it. */
export type Ready = { match: MatchRow; teamIds: string[] };

/** How a match ends. */
export type Verdict = (ready: Ready) => { winnerTeamId: string | null };

/** Plays a bracket to its end; the matches in the order they were played, with those who met. */
export async function playOut(
  app: App,
  { organizer }: Contest,
  bracket: BracketRow,
  verdict: Verdict,
  pick: (ready: readonly Ready[]) => Ready | undefined = ([first]) => first,
): Promise<Ready[]> {
  const played: Ready[] = [];
  for (;;) {
    const ready = pick(await readyMatches(app, bracket.id));
    if (!ready) return played;
    const { winnerTeamId } = verdict(ready);
    const outcome = winnerTeamId === null ? ('DRAW' as const) : ('PLAYED' as const);
    await reportMatchResult(app, organizer, { matchId: ready.match.id, winnerTeamId, outcome });
    played.push(ready);
  }
}

/** The opponent that is seeded best wins. */
export const favouriteWins =
  ({ seedTeamIds }: BracketRow): Verdict =>
  ({ teamIds }) => ({ winnerTeamId: seedTeamIds.find((id) => teamIds.includes(id)) ?? null });
