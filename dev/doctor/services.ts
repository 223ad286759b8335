import type { ServiceName } from '../run/stack-env.ts';
import { fail, ok, skipped, warn, type Finding } from './finding.ts';
import { fetchFrom } from './fetch-from.ts';
import { hostOf, named, reasonOf, span } from './wording.ts';

type Seen =
  | { name: ServiceName; url: string; reason: string }
  | { name: ServiceName; url: string; isReady: boolean; body: ReadyBody; tookMs: number };

/** What a service tells of its readiness; of its subgraphs, the gateway alone. */
type ReadyBody = { status?: unknown; version?: unknown; subgraphs?: Record<string, string> };

/** What is to be told of the services, and which of them are ready. */
export type ServicesSeen = { findings: Finding[]; up: ReadonlySet<ServiceName> };

async function look(name: ServiceName, url: string): Promise<Seen> {
  const startedAt = performance.now();
  try {
    const response = await fetchFrom(url, '/health/ready');
    const body = (response.body ?? {}) as ReadyBody;
    return { name, url, isReady: response.ok, body, tookMs: performance.now() - startedAt };
  } catch (error) {
    return { name, url, reason: reasonOf(error) };
  }
}

const hasAnswered = (seen: Seen): seen is Extract<Seen, { isReady: boolean }> => 'isReady' in seen;

/** Subgraphs that are ready, and that the gateway cannot reach all the same. */
const cutOff = (body: ReadyBody, up: ReadonlySet<string>): string[] =>
  Object.entries(body.subgraphs ?? {})
    .filter(([name, state]) => state === 'down' && up.has(name))
    .map(([name]) => name);

function findingOf(seen: Seen, up: ReadonlySet<string>): Finding {
  const { name } = seen;
  const at = hostOf(seen.url);
  if (!hasAnswered(seen)) {
    return fail(name, 'service-unreachable', `${at}: ${seen.reason}`, 'start it, or read its log');
  }
  if (!seen.isReady) {
    const status = typeof seen.body.status === 'string' ? seen.body.status : 'not ready';
    return fail(
      name,
      'service-not-ready',
      `${at} says: ${status}`,
      'look at its database below, and its log',
    );
  }
  const missed = cutOff(seen.body, up);
  if (missed.length > 0) {
    const says = `${at} is ready, and cannot reach ${missed.join(', ')}`;
    return fail(name, 'subgraph-cut-off', says, `correct ${missed[0]?.toUpperCase()}_URL of the gateway`);
  }
  const { version } = seen.body;
  const told = typeof version === 'string' ? `, version ${version}` : '';
  return ok(name, `${at} is ready, told in ${span(seen.tookMs)}${told}`);
}

/** Whether all that are ready run the same version. */
function judgeVersions(all: readonly Seen[]): Finding[] {
  const runs = new Map<string, string[]>();
  for (const seen of all.filter(hasAnswered)) {
    const { version } = seen.body;
    if (typeof version === 'string') runs.set(version, [...(runs.get(version) ?? []), seen.name]);
  }
  if (runs.size < 2) return [];
  const says = [...runs].map(([version, names]) => `${names.join(', ')} run ${version}`).join('; ');
  return [warn('versions', 'versions-differ', says, 'finish what is being rolled out')];
}

/**
 * Whether each service is ready to serve.
 * @param oneProcess all of them end together, so that all being away is one fault
 */
export async function checkServices(
  urls: Partial<Record<ServiceName, string>>,
  oneProcess: boolean,
): Promise<ServicesSeen> {
  const all = await Promise.all(Object.entries(urls).map(([name, url]) => look(name as ServiceName, url)));
  const up = new Set(all.filter((seen) => hasAnswered(seen) && seen.isReady).map(({ name }) => name));
  if (!oneProcess || all.some(hasAnswered)) {
    return { findings: [...all.map((seen) => findingOf(seen, up)), ...judgeVersions(all)], up };
  }
  const places = all.map(({ url }) => hostOf(url));
  return {
    findings: [
      fail(
        'Arena',
        'arena-not-running',
        `nothing answers at ${named(places)}`,
        'npm start, or set PORT_BASE',
      ),
      ...all.map(({ name }) => skipped(name, 'Arena does not run')),
    ],
    up,
  };
}
