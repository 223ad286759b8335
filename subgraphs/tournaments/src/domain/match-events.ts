import type { ArenaEvent } from '@arena/events';
import type { MatchRow } from '../db/schema.ts';

const about = ({ id, tournamentId }: MatchRow) => ({ matchId: id, tournamentId });

export const matchCreated = (match: MatchRow): ArenaEvent => ({
  name: 'matches.created',
  payload: { ...about(match), startsAt: match.startsAt?.toISOString() ?? null },
});

export const matchRescheduled = (match: MatchRow, startsAt: Date): ArenaEvent => ({
  name: 'matches.rescheduled',
  payload: { ...about(match), startsAt: startsAt.toISOString() },
});

export const matchStarted = (match: MatchRow): ArenaEvent => ({
  name: 'matches.started',
  payload: about(match),
});

export const matchFinished = (match: MatchRow, winnerTeamId: string | null): ArenaEvent => ({
  name: 'matches.finished',
  payload: { ...about(match), winnerTeamId },
});

export const matchCanceled = (match: MatchRow): ArenaEvent => ({
  name: 'matches.canceled',
  payload: about(match),
});

export const matchResultCorrected = (match: MatchRow, winnerTeamId: string | null): ArenaEvent => ({
  name: 'matches.result-corrected',
  payload: { ...about(match), winnerTeamId },
});

export const matchReminderDue = (reminder: {
  matchId: string;
  tournamentId: string;
  on: string;
}): ArenaEvent => ({ name: 'matches.reminder-due', payload: reminder });
