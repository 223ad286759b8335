const STANDARD_PORTS: Record<string, string> = {
  'postgres:': '5432',
  'postgresql:': '5432',
  'redis:': '6379',
  'rediss:': '6379',
  'amqp:': '5672',
  'amqps:': '5671',
  'smtp:': '25',
  'smtps:': '465',
  'http:': '80',
  'https:': '443',
};

/** Where an address points, without its credentials and parameters: `db.example:5432`. */
export function hostOf(address: string): string {
  const { protocol, hostname, port } = new URL(address);
  return `${hostname}:${port || (STANDARD_PORTS[protocol] ?? '')}`;
}

/** The system's names of what went wrong, in words. */
const REASONS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'its host cannot be looked up',
  EHOSTUNREACH: 'its host cannot be reached',
  ECONNRESET: 'the connection was cut',
  ETIMEDOUT: 'no answer in time',
  CONNECT_TIMEOUT: 'no answer in time',
  UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
};

type Failure = { code?: unknown; cause?: unknown; errors?: unknown[]; message?: string };

/** Of clients that put the system's name of it into their own words. */
const systemCodeIn = (message: string): string => /\bE[A-Z_]{4,}\b/.exec(message)?.[0] ?? '';

/** Why something failed, in a line that holds no credentials. */
export function reasonOf(error: unknown): string {
  const { code, cause, errors, message = String(error) } = error as Failure;
  const known = REASONS[typeof code === 'string' ? code : ''] ?? REASONS[systemCodeIn(message)];
  if (known) return known;
  // of the addresses of one host, and of what fetch wraps
  const inner = errors?.[0] ?? cause;
  if (inner) return reasonOf(inner);
  const [line = ''] = message.split('\n');
  return line.replaceAll(/\/\/[^\s/@]*@/g, '//') || 'it failed without a word';
}

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];

/** A size for people: `8.2 MB`. */
export function bytes(size: number): string {
  const step = size < 1 ? 0 : Math.min(Math.floor(Math.log2(size) / 10), UNITS.length - 1);
  const value = size / 1024 ** step;
  return `${value >= 100 || step === 0 ? value.toFixed(0) : value.toFixed(1)} ${UNITS[step]}`;
}

/** A duration for people: `42 ms`, `3 s`, `12 min`, `5 h`, `30 days`. */
export function span(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 120_000) return `${Math.round(ms / 1_000)} s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} min`;
  if (ms < 172_800_000) return `${Math.round(ms / 3_600_000)} h`;
  return `${Math.round(ms / 86_400_000)} days`;
}

/** `1 queue`, `2 queues`. */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

const NAMED_AT_MOST = 3;

/** The first of some names, and how many more there are. */
export function named(names: readonly string[]): string {
  const more = names.length - NAMED_AT_MOST;
  return names.slice(0, NAMED_AT_MOST).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** Whether a version, as `15.20` or `3.10.8`, comes before another. */
export function isOlder(version: string, needed: string): boolean {
  const numbers = (text: string) => text.split('.').map((part) => Number.parseInt(part, 10) || 0);
  const given = numbers(version);
  for (const [place, least] of numbers(needed).entries()) {
    const has = given[place] ?? 0;
    if (has !== least) return has < least;
  }
  return false;
}
