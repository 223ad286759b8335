import { newId } from '@arena/subgraph-kit';
import { expect, test } from 'vitest';
import { updateTicket } from '../src/db/seat-store.ts';
import { newTicketCode, withNewCode } from '../src/domain/ticket-code.ts';
import { addTournament, issueSeat } from './fixtures.ts';
import { openApp } from './started-tickets.ts';

test('a code tells when it was issued, in UTC, and ends in six of A-Z and 0-9', () => {
  expect(newTicketCode(new Date('2026-11-25T00:44:02.999+02:00'))).toMatch(
    /^TKT-20261124224402-[A-Z0-9]{6}$/,
  );
});

test('every character comes about equally often', () => {
  const now = new Date();
  const seen = new Map<string, number>();
  for (let count = 0; count < 6_000; count += 1) {
    for (const character of newTicketCode(now).slice(-6)) seen.set(character, (seen.get(character) ?? 0) + 1);
  }
  expect(seen.size).toBe(36);
  // 1000 are expected of each, with a standard deviation of 31
  for (const [character, count] of seen) expect(Math.abs(count - 1_000), character).toBeLessThan(200);
});

test('a code that is taken is replaced by another within the same transaction', async () => {
  await using opened = await openApp();
  const { app } = opened;
  const { tournamentId } = await addTournament(app);
  const first = await issueSeat(app, tournamentId, newId());
  const second = await issueSeat(app, tournamentId, newId());
  const codes = [first.code ?? '', first.code ?? '', 'TKT-20261125000000-AAAAAA'];
  const changed = await app.transact((tx) =>
    withNewCode(
      tx,
      () => codes.shift() ?? '',
      (savepoint, code) => updateTicket(savepoint, second.id, { code }),
    ),
  );
  expect(changed.code).toBe('TKT-20261125000000-AAAAAA');
  const always = app.transact((tx) =>
    withNewCode(
      tx,
      () => first.code ?? '',
      (savepoint, code) => updateTicket(savepoint, second.id, { code }),
    ),
  );
  await expect(always).rejects.toThrow();
});
