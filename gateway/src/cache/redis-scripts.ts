import { readFileSync } from 'node:fs';
import type { Redis } from 'ioredis';

const read = (name: string) => readFileSync(new URL(`scripts/${name}.lua`, import.meta.url), 'utf8');

/** A script, called with the number of its keys before them. */
type Script<Answer> = (numberOfKeys: number, ...given: (string | number)[]) => Promise<Answer>;

/** A connection that knows the scripts of the cache. */
export type ScriptedRedis = Redis & {
  readEntries: Script<[now: string, notBefore: string, isTooMuch: number, ended: string[], values: string[]]>;
  keepEntries: Script<null>;
  noteTimes: Script<null>;
};

/** Makes the scripts of the cache known to a connection. */
export function withScripts(redis: Redis): ScriptedRedis {
  redis.defineCommand('readEntries', { lua: read('read-entries') });
  redis.defineCommand('keepEntries', { lua: read('keep-entries') });
  redis.defineCommand('noteTimes', { lua: read('note-times') });
  return redis as ScriptedRedis;
}
