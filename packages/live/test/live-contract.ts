import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineTopic, type Live } from '../src/index.ts';

export const greeted = defineTopic('greeted', z.object({ name: z.string(), at: z.string().optional() }));
const parted = defineTopic('parted', z.object({ name: z.string() }));

/** The same topic as another version knows it. */
const greetedByNumber = defineTopic('greeted', z.object({ name: z.number() }));

export type LiveUnderTest = {
  live: Live;
  /** how many connections or listeners a channel has, by what its name ends with */
  listeners: (channelEnd: string) => Promise<number>;
} & AsyncDisposable;

const hello = (name: string) => ({ value: { name }, done: false });
const DONE = { value: undefined, done: true };

/** What live updates promise, however they are carried. */
export function describeLive(name: string, open: () => Promise<LiveUnderTest>): void {
  describe(name, () => {
    let opened: LiveUnderTest;
    let live: Live;
    beforeAll(async () => {
      opened = await open();
      ({ live } = opened);
    });
    afterAll(() => opened[Symbol.asyncDispose]());

    test('an update reaches everybody who listens by then, whole and in order', async () => {
      const listeners = await Promise.all([
        live.subscribe(greeted, 'whole'),
        live.subscribe(greeted, 'whole'),
      ]);
      live.publish(greeted, 'whole', { name: 'Ñandú', at: '2026-11-25T00:44:02Z' });
      live.publish(greeted, 'whole', { name: 'Zoe' });
      for (const listener of listeners) {
        expect(await listener.next()).toEqual({
          value: { name: 'Ñandú', at: '2026-11-25T00:44:02Z' },
          done: false,
        });
        expect(await listener.next()).toEqual(hello('Zoe'));
        await listener.return();
      }
    });

    test('who must know is told that an update was handed on', async () => {
      const listener = await live.subscribe(greeted, 'known');
      expect(await live.send(greeted, 'known', { name: 'Zoe' })).toBe(true);
      expect(await listener.next()).toEqual(hello('Zoe'));
      await listener.return();
    });

    test('an update of another key or topic does not', async () => {
      const listener = await live.subscribe(greeted, 'mine');
      live.publish(greeted, 'other', { name: 'Ana' });
      live.publish(parted, 'mine', { name: 'Ben' });
      live.publish(greeted, 'mine', { name: 'Zoe' });
      expect(await listener.next()).toEqual(hello('Zoe'));
      await listener.return();
    });

    test('what was told before is not told again', async () => {
      live.publish(greeted, 'late', { name: 'Ana' });
      const listener = await live.subscribe(greeted, 'late');
      live.publish(greeted, 'late', { name: 'Zoe' });
      expect(await listener.next()).toEqual(hello('Zoe'));
      await listener.return();
    });

    test('what is not as the topic says is dropped', async () => {
      const listener = await live.subscribe(greeted, 'versions');
      live.publish(greetedByNumber, 'versions', { name: 7 });
      live.publish(greeted, 'versions', { name: 'Zoe' });
      expect(await listener.next()).toEqual(hello('Zoe'));
      await listener.return();
    });

    test('no object is shared between who tells and who listens', async () => {
      const listener = await live.subscribe(greeted, 'shared');
      const payload = { name: 'Ana' };
      live.publish(greeted, 'shared', payload);
      payload.name = 'Zoe';
      expect(await listener.next()).toEqual(hello('Ana'));
      await listener.return();
    });

    test('whoever returns hears no more, and the last leaves nothing behind', async () => {
      const [one, other] = await Promise.all([
        live.subscribe(greeted, 'left'),
        live.subscribe(greeted, 'left'),
      ]);
      const waiting = one.next();
      await one.return();
      expect(await waiting).toEqual(DONE);
      expect(await opened.listeners('greeted:left')).toBe(1);
      live.publish(greeted, 'left', { name: 'Zoe' });
      expect(await other.next()).toEqual(hello('Zoe'));
      await other.return();
      await expect.poll(() => opened.listeners('greeted:left')).toBe(0);
    });

    test('whoever comes right after the last has left hears again', async () => {
      const before = await live.subscribe(greeted, 'again');
      await before.return();
      const after = await live.subscribe(greeted, 'again');
      live.publish(greeted, 'again', { name: 'Zoe' });
      expect(await after.next()).toEqual(hello('Zoe'));
      await after.return();
    });

    test('a thousand listeners come and go', async () => {
      const listeners = await Promise.all(
        Array.from({ length: 1_000 }, () => live.subscribe(greeted, 'crowd')),
      );
      live.publish(greeted, 'crowd', { name: 'Zoe' });
      const heard = await Promise.all(listeners.map((listener) => listener.next()));
      expect(heard.every(({ done }) => !done)).toBe(true);
      await Promise.all(listeners.map((listener) => listener.return()));
      await expect.poll(() => opened.listeners('greeted:crowd')).toBe(0);
    });

    test('what cannot be told is lost, and nobody is disturbed', async () => {
      const listener = await live.subscribe(greeted, 'circle');
      const circle: { name: string; self?: unknown } = { name: 'Ana' };
      circle.self = circle;
      live.publish(greeted, 'circle', circle);
      live.publish(greeted, 'circle', { name: 'Zoe' });
      expect(await listener.next()).toEqual(hello('Zoe'));
      await listener.return();
    });

    test('a close ends all who listen, and may be repeated', async () => {
      const listener = await live.subscribe(greeted, 'closed');
      const waiting = listener.next();
      await live.close();
      expect(await waiting).toEqual(DONE);
      live.publish(greeted, 'closed', { name: 'Zoe' });
      await expect(live.subscribe(greeted, 'closed')).rejects.toThrow('Live updates have ended');
      await live.close();
    });
  });
}
