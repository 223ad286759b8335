import { between, oneOf } from '../chance.ts';
import { actorOf } from '../client/actor.ts';
import { nowMs } from '../../live/clock.ts';
import type { Act } from './act.ts';

/** Gives a tournament another name, which all who follow it are told. */
const rename: Act = {
  name: 'rename a tournament',
  weight: 2,
  perform: async ({ connection }, { world, renames }) => {
    const tournament = oneOf([...world.sales, ...world.contests]);
    if (!tournament) return;
    const number = renames.next();
    const input = { tournamentId: tournament.id, name: renames.nameOf(tournament.name, number) };
    const { ask } = actorOf(tournament.organizer, connection);
    const sentAtMs = nowMs();
    await ask({ operation: 'update-tournament', variables: { input } });
    renames.answered({ number, sentAtMs, answeredAtMs: nowMs() });
  },
};

const reschedule: Act = {
  name: 'move a match',
  weight: 0.5,
  perform: async ({ connection }, { world }) => {
    const sale = oneOf(world.sales);
    if (!sale) return;
    const startsAt = new Date(between(sale.startsAtMs + 60_000, sale.endsAtMs)).toISOString();
    const input = { matchId: oneOf(sale.matchIds), startsAt };
    const { ask } = actorOf(sale.organizer, connection);
    await ask({ operation: 'reschedule-match', variables: { input } });
  },
};

/** Tells another result of a match, which changes the standings. */
const correct: Act = {
  name: 'correct a result',
  weight: 1,
  perform: async ({ connection }, { world }) => {
    const contest = oneOf(world.contests);
    const played = oneOf(contest?.played ?? []);
    if (!contest || !played) return;
    const { matchId, teamIds } = played;
    const scores = teamIds.map((teamId) => ({ teamId, score: Math.floor(Math.random() * 10) }));
    const input = { matchId, winnerTeamId: oneOf(teamIds), scores, reason: 'The referee looked again' };
    const { ask } = actorOf(contest.organizer, connection);
    await ask({ operation: 'correct-match-result', variables: { input } });
  },
};

/** What those do who run tournaments. */
export const ORGANIZING: Act[] = [rename, reschedule, correct];
