import { newId } from '@arena/subgraph-kit';
import { expect, test } from 'vitest';
import type { OpenedSessions } from './opened-sessions.ts';

const HOUR_MS = 3_600_000;

/** What a memory of ended sessions promises wherever it keeps them. */
export function endedSessionsContract(open: () => Promise<OpenedSessions>): void {
  test('a session that has ended is known from then on, and no other', async () => {
    await using sessions = await open();
    const [ended, other] = [newId(), newId()];
    expect(sessions.has(ended)).toBe(false);
    await sessions.add(ended);
    expect(sessions.has(ended)).toBe(true);
    expect(sessions.has(other)).toBe(false);
  });

  test('who listens is told of each session once, as long as they listen', async () => {
    await using sessions = await open();
    const [first, second, third] = [newId(), newId(), newId()];
    const [stays, leaves]: string[][] = [[], []];
    sessions.onEnded((sessionId) => stays?.push(sessionId));
    const leave = sessions.onEnded((sessionId) => leaves?.push(sessionId));
    await sessions.add(first);
    await sessions.add(first);
    await sessions.add(second);
    leave();
    await sessions.add(third);
    expect(stays).toEqual([first, second, third]);
    expect(leaves).toEqual([first, second]);
  });

  test('a session is forgotten once its tokens are long over', async () => {
    await using sessions = await open();
    const [old, young, newest] = [newId(), newId(), newId()];
    await sessions.add(old);
    sessions.advance(HOUR_MS - 60_000);
    await sessions.add(young);
    expect(sessions.has(old)).toBe(true);
    sessions.advance(120_000);
    await sessions.add(newest);
    expect([old, young, newest].map(sessions.has)).toEqual([false, true, true]);
  });
}
