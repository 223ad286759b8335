import { expect } from 'vitest';
import type { People } from './accounts.ts';

/** The organiser bans somebody, thinks better of it, and can read later who did what. */
export async function banAndForgive({ organizer, rival }: People, tournamentId: string): Promise<void> {
  const reason = 'Sells seats at the door';
  const { banFromTournament } = await organizer.run('BanFromTournament', {
    input: { tournamentId, userId: rival.id, reason, refund: false },
  });
  expect(banFromTournament.bans).toMatchObject([{ reason, user: { username: 'rival' } }]);
  const { tournament } = await organizer.run('TournamentBans', { tournamentId });
  expect(tournament.bans).toMatchObject([{ reason, by: { displayName: 'ORGANIZER' } }]);

  const lifted = await organizer.run('LiftTournamentBan', { tournamentId, userId: rival.id });
  expect(lifted.liftTournamentBan).toEqual({ id: tournamentId, bans: [] });
  const { tournament: past } = await organizer.run('TournamentHistory', { tournamentId, first: 2 });
  expect(past.history).toMatchObject({
    nodes: [
      { action: 'BAN_LIFTED', by: { displayName: 'ORGANIZER' } },
      { action: 'PERSON_BANNED', detail: expect.stringContaining(reason) },
    ],
    pageInfo: { hasNextPage: true },
  });
}
