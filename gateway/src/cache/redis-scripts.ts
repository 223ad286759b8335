import { readFileSync } from 'node:fs';
import type { Redis } from 'ioredis';

const read = (name: string) => readFileSync(new URL(`scripts/${name}.lua`, import.meta.url), 'utf8');

/** Each takes the number of its keys before them. */
const SCRIPTS = {
  keepEntry: 'keep-entry',
  endTags: 'end-tags',
  noteTime: 'note-time',
} as const;

type Script = (numberOfKeys: number, ...given: (string | number)[]) => Promise<unknown>;

/** A connection that knows the scripts of the cache by name. */
export type ScriptedRedis = Redis & Record<keyof typeof SCRIPTS, Script>;

/** Makes the scripts of the cache known to a connection. */
export function withScripts(redis: Redis): ScriptedRedis {
  for (const [name, file] of Object.entries(SCRIPTS))
    redis.defineCommand(name, { lua: `${read('clock')}\n${read(file)}` });
  return redis as ScriptedRedis;
}
