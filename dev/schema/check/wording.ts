import type { BreakingChange, Verdict } from './verdict.ts';

/** How many changes of each class there are, in words. */
export function summary(base: string, { breaking, dangerous, safe }: Verdict): string {
  const unused = breaking.filter(({ isUnused }) => isUnused).length;
  const ofThem = unused > 0 ? ` (${unused} of them unused)` : '';
  return `${breaking.length} breaking${ofThem}, ${dangerous.length} dangerous, ${safe.length} safe against ${base}`;
}

/** The operations that a breaking change breaks, in words. */
export const brokenOperations = ({ operations }: BreakingChange): string =>
  operations.length > 0 ? operations.join(', ') : 'no known operation uses it';

/** What is known of the usage of what a change breaks, in words. */
export function recordedUse({ usage }: BreakingChange): string {
  if (!usage) return 'not known';
  if (usage.requests === 0) return 'none';
  const clients = usage.clients.length > 0 ? ` by ${usage.clients.join(', ')}` : '';
  const lastSeen = usage.lastSeen === undefined ? '' : `, last on ${usage.lastSeen}`;
  return `${usage.requests} requests${clients}${lastSeen}`;
}
