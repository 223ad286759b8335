import { readFileSync } from 'node:fs';
import type { RedisOptions } from 'ioredis';

const read = (name: string) => readFileSync(new URL(`scripts/${name}.lua`, import.meta.url), 'utf8');

const scriptsOf = (common: string, numberOfKeys: number, names: readonly string[]) =>
  Object.fromEntries(
    names.map((name) => [name, { lua: `${read(common)}\n${read(name)}`, numberOfKeys }] as const),
  );

/** The keys of each script lie in one slot: those of a tournament, or the one list of what is due. */
export const scripts: NonNullable<RedisOptions['scripts']> = {
  ...scriptsOf('of-match', 9, [
    'take-grant',
    'keep-watches',
    'leave-match',
    'revoke-grants',
    'end-match',
    'sweep-match',
  ]),
  ...scriptsOf('of-due', 1, ['enter-due', 'list-due', 'settle-due']),
};
