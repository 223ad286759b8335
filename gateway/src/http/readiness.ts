import { sendJson, type Handler } from '@arena/subgraph-kit';

const PROBE_TIMEOUT_MS = 1_000;

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) }).then(
    (response) => response.ok,
    () => false,
  );

export type ReadinessOptions = {
  subgraphs: Record<string, string>;
  draining: () => boolean;
  /** the version that runs, where that is known */
  version?: string | undefined;
  /** after this long the gateway serves what it can */
  deadlineMs: number;
  now: () => Date;
};

/**
 * Serves readiness: 503 until every subgraph has answered once, or the deadline has passed, and while
 * draining. From then on a sick subgraph costs only its own fields, so the gateway stays ready and the body
 * tells which are up.
 */
export function readinessHandler(options: ReadinessOptions): Handler {
  const { subgraphs, draining, version, deadlineMs, now } = options;
  const deadline = now().getTime() + deadlineMs;
  const answeredOnce = new Set<string>();
  return async (_request, response) => {
    const states = await Promise.all(
      Object.entries(subgraphs).map(async ([name, url]) => {
        const up = await answers(url);
        if (up) answeredOnce.add(name);
        return [name, up ? 'up' : 'down'] as const;
      }),
    );
    const complete = answeredOnce.size === states.length;
    const ready = !draining() && (complete || now().getTime() >= deadline);
    sendJson(response, ready ? 200 : 503, {
      status: ready ? 'ready' : draining() ? 'draining' : 'starting',
      version,
      subgraphs: Object.fromEntries(states),
    });
  };
}
