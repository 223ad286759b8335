import { fail, ok, skipped, type Finding } from './finding.ts';
import { fetchFrom } from './fetch-from.ts';
import { reasonOf, span } from './wording.ts';

const SUBJECT = 'graph';

/** Open to everybody, small, and tournaments answers it only to whom the gateway vouches for. */
const QUERY = '{ games { id } }';

type Answer = {
  data?: { games?: unknown[] | null } | null;
  errors?: { message?: string; extensions?: { code?: string; reason?: string } }[];
};

/**
 * Whether a query goes through the gateway to a subgraph and back: keys, addresses and schema all fit.
 * @param up the services that are ready
 */
export async function checkGraph(gatewayUrl: string, up: Promise<ReadonlySet<string>>): Promise<Finding[]> {
  const ready = await up;
  const away = ['gateway', 'tournaments'].find((name) => !ready.has(name));
  if (away) return [skipped(SUBJECT, `${away} is not up`)];
  const startedAt = performance.now();
  try {
    const response = await fetchFrom(gatewayUrl, '/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUERY }),
    });
    const { data, errors } = (response.body ?? {}) as Answer;
    const [error] = errors ?? [];
    if (!error && data?.games) {
      return [ok(SUBJECT, `a query went to tournaments and back in ${span(performance.now() - startedAt)}`)];
    }
    const { code, reason } = error?.extensions ?? {};
    if (reason === 'SAFELIST') return [skipped(SUBJECT, 'this gateway runs known documents alone')];
    const says = `a query was refused: ${code ?? `status ${response.status}`}`;
    return [fail(SUBJECT, 'graph-refused', says, 'read the logs of gateway and tournaments')];
  } catch (error) {
    const says = `a query was not answered: ${reasonOf(error)}`;
    return [fail(SUBJECT, 'graph-refused', says, 'read the log of the gateway')];
  }
}
