import { actorOf, type Actor } from '../client/actor.ts';
import { buySeatOf } from '../acts/purchases.ts';
import { until } from '../../../dev/seed/until.ts';
import { createTournament, untilForSale } from './open-sale.ts';
import type { Contest, World } from './world.ts';

const PLAYERS = 8;
const WATCHABLE = 4;
const HOUR_MS = 3_600_000;
const ADDRESS = 'https://www.youtube.com/live';

type Match = {
  id: string;
  status: string;
  viewers: object | null;
  opponents: { team: { id: string } | null }[];
};
type Platform = { id: string; name: string };
type Field = { teams: { members: object[] }[]; matches: { nodes: Match[] } };

const fieldOf = async ({ ask }: Actor, id: string): Promise<Field> =>
  (await ask<{ tournament: Field }>({ operation: 'field', variables: { id } })).tournament;

/** Has people take seats until as many teams have a player. */
async function fill(organizer: Actor, world: World, id: string): Promise<void> {
  for (let player = 0; player < PLAYERS; player += 1) {
    await world.withSomebody((person) => buySeatOf(actorOf(person, organizer.connection), id));
  }
  await until(
    'all players have a team',
    () => fieldOf(organizer, id),
    ({ teams }) => teams.filter(({ members }) => members.length > 0).length === PLAYERS,
  );
}

/** Reports how all matches ended but a few, and has these be watched. */
async function play(organizer: Actor, contest: Contest): Promise<void> {
  const { matches } = await until(
    'streams knows the matches',
    () => fieldOf(organizer, contest.id),
    ({ matches: { nodes } }) => nodes.every(({ viewers }) => viewers !== null),
  );
  const { platforms } = await organizer.ask<{ platforms: Platform[] }>({ operation: 'platforms' });
  const platformId = platforms.find(({ name }) => name === 'YouTube')?.id;
  for (const [index, { id: matchId, opponents }] of matches.nodes.entries()) {
    if (index < WATCHABLE) {
      const input = { matchId, platformId, url: ADDRESS };
      await organizer.ask({ operation: 'create-stream', variables: { input } });
      contest.watchable.push(matchId);
      continue;
    }
    const [first, second] = opponents.map(({ team }) => team?.id ?? '');
    if (!first || !second) throw new Error(`Match ${matchId} has no two opponents`);
    const input = { matchId, winnerTeamId: first, scores: [{ teamId: first, score: 3 }] };
    await organizer.ask({ operation: 'report-match-result', variables: { input } });
    contest.played.push({ matchId, teamIds: [first, second] });
  }
}

/** Opens a tournament, fills it, draws a round robin, starts it and plays most of its matches. */
export async function openContest(organizer: Actor, world: World): Promise<void> {
  const name = `League ${world.contests.length + 1}`;
  const options = { name, game: 'NFS', viewerPriceMinor: 0, startsInMs: 5 * HOUR_MS };
  const { id } = await createTournament(organizer, world, options);
  await untilForSale(organizer, id);
  await fill(organizer, world, id);
  await organizer.ask({
    operation: 'generate-bracket',
    variables: { input: { tournamentId: id, format: 'ROUND_ROBIN' } },
  });
  await organizer.ask({ operation: 'start-tournament', variables: { id } });
  const contest: Contest = { id, name, organizer: organizer.person, played: [], watchable: [] };
  await play(organizer, contest);
  world.contests.push(contest);
}
