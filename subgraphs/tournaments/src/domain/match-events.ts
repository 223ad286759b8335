import type { ArenaEvent } from '@arena/events';
import type { Reminder } from '../db/reminder-store.ts';
import type { MatchRow, TeamRow } from '../db/schema.ts';
import type { ToldMatch } from './told-match.ts';

const about = ({ id, tournamentId, teamIds }: ToldMatch) => ({ matchId: id, tournamentId, teamIds });

const result = (match: ToldMatch, winner: TeamRow | null) => ({
  ...about(match),
  winnerTeamId: winner?.id ?? null,
  winnerName: winner?.name ?? null,
});

export const matchCreated = (match: ToldMatch & Pick<MatchRow, 'name' | 'startsAt'>): ArenaEvent => ({
  name: 'matches.created',
  payload: { ...about(match), name: match.name, startsAt: match.startsAt?.toISOString() ?? null },
});

export const matchRescheduled = (match: ToldMatch, startsAt: Date): ArenaEvent => ({
  name: 'matches.rescheduled',
  payload: { ...about(match), startsAt: startsAt.toISOString() },
});

export const matchStarted = (match: ToldMatch): ArenaEvent => ({
  name: 'matches.started',
  payload: about(match),
});

export const matchFinished = (match: ToldMatch, winner: TeamRow | null): ArenaEvent => ({
  name: 'matches.finished',
  payload: result(match, winner),
});

export const matchCanceled = (match: ToldMatch): ArenaEvent => ({
  name: 'matches.canceled',
  payload: about(match),
});

/** The same of a match whose tournament is called off. */
export const matchCanceledWithTournament = (match: ToldMatch): ArenaEvent => ({
  name: 'matches.canceled',
  payload: { ...about(match), withTournament: true },
});

export const matchResultCorrected = (match: ToldMatch, winner: TeamRow | null): ArenaEvent => ({
  name: 'matches.result-corrected',
  payload: result(match, winner),
});

export const matchReminderDue = (match: ToldMatch & Reminder): ArenaEvent => ({
  name: 'matches.reminder-due',
  payload: { ...about(match), on: match.on, startsAt: match.startsAt.toISOString() },
});
