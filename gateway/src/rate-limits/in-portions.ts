import { LRUCache } from 'lru-cache';
import type { Counter, Standing } from './counter.ts';

/** In so many a budget is parted: what a gateway has taken and does not need should not be missed. */
const PORTIONS = 50;

/** As long as more than this share of a budget is left, points are taken in advance. */
const PLENTY = 0.5;

const MAX_REMEMBERED = 50_000;

/** Ends of a window as told by answers that took more or less time to come. */
const SAME_WINDOW_MS = 1_000;

/** What is at hand of a budget until its window ends, and how it stood besides when it was last asked. */
type Portion = { left: number; others: Standing; untilMs: number; isAsking: boolean };

/**
 * Takes the points of a counter in portions while there are plenty, so that most operations need not ask it. Nobody gets
 * more than the budget. Of budgets too small to be parted each point is asked for.
 * @param points of the whole budget
 */
export function inPortions(counter: Counter, points: number): Counter {
  const size = Math.floor(points / PORTIONS);
  if (size < 2) return counter;
  const portions = new LRUCache<string, Portion>({ max: MAX_REMEMBERED });

  /** Notes how the budget stands, with so many points more at hand. */
  function note(key: string, others: Standing, more: number): Standing {
    const untilMs = performance.now() + others.resetMs;
    const before = portions.get(key);
    const known = before && Math.abs(untilMs - before.untilMs) < SAME_WINDOW_MS ? before : undefined;
    const isAsking = more === 0 && known?.isAsking === true;
    const portion = { left: (known?.left ?? 0) + more, others, untilMs, isAsking };
    portions.set(key, portion);
    return standingOf(portion);
  }

  const standingOf = ({ others, left, untilMs }: Portion): Standing => ({
    ...others,
    remaining: others.remaining + left,
    resetMs: Math.max(0, untilMs - performance.now()),
  });

  async function takeExactly(key: string, asked: number): Promise<Standing> {
    const standing = await counter.take(key, asked);
    const noted = note(key, { ...standing, isOver: false }, 0);
    return standing.isOver ? standing : noted;
  }

  return {
    take: async (key, asked) => {
      const portion = portions.get(key);
      if (!portion || portion.untilMs <= performance.now()) return takeExactly(key, asked);
      if (portion.left >= asked) {
        portion.left -= asked;
        return standingOf(portion);
      }
      // of many at once one alone takes more than it asks for
      const { remaining } = portion.others;
      if (portion.isAsking || remaining < points * PLENTY || remaining < asked + size)
        return takeExactly(key, asked);
      portion.isAsking = true;
      const standing = await counter.take(key, asked + size);
      if (!standing.isOver) return note(key, standing, size);
      counter.giveBack(key, asked + size, standing);
      return takeExactly(key, asked);
    },
    giveBack: (key, taken, standing) => counter.giveBack(key, taken, standing),
  };
}
