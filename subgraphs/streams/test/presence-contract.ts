import { afterAll, beforeAll, describe } from 'vitest';
import type { Presence } from '../src/presence/presence.ts';
import { countingContract } from './presence-counting.ts';
import { grantsContract } from './presence-grants.ts';
import { lapsesContract } from './presence-lapses.ts';
import { randomContract } from './presence-at-random.ts';
import type { OpenPresence, PresenceUnderTest } from './presence-under-test.ts';

/** Presence, and two processes of it in which nothing lapses. */
export type OpenedPresence = { opened: PresenceUnderTest; one: Presence; other: Presence };

/** What presence promises, wherever it is kept. */
export function describePresence(name: string, open: OpenPresence): void {
  describe(name, () => {
    const presence = {} as OpenedPresence;
    beforeAll(async () => {
      const opened = await open();
      Object.assign(presence, { opened, one: await opened.join(), other: await opened.join() });
    });
    afterAll(() => presence.opened[Symbol.asyncDispose]());

    grantsContract(presence);
    countingContract(presence);
    lapsesContract(presence);
    randomContract(presence);
  });
}
