import { startHttpServer, type Handler, type HttpServer } from '../http-server.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from './metrics.ts';

const PATH = '/metrics';

/** What the environment says of where metrics are shown. */
export type MetricsEnv = {
  HOST: string;
  NODE_ENV?: string | undefined;
  METRICS_PORT?: number | undefined;
};

const metricsHandler =
  (metrics: Metrics): Handler =>
  async (_request, response) => {
    const { contentType, text } = await metrics.scrape();
    response.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-store' });
    response.end(text);
  };

/**
 * The route on which a service shows its metrics beside what it serves: while developing, unless they have a port of
 * their own. In production they are never shown where the public may come.
 */
export const metricsRoute = (
  { NODE_ENV, METRICS_PORT }: MetricsEnv,
  metrics: Metrics,
): Record<string, Handler> =>
  METRICS_PORT === undefined && NODE_ENV !== 'production' ? { [PATH]: metricsHandler(metrics) } : {};

/**
 * Shows metrics on a port of their own, where the environment names one.
 * @throws StartError when it cannot be listened on
 */
export async function serveMetrics(
  { HOST, METRICS_PORT }: MetricsEnv,
  metrics: Metrics,
  logger: Logger,
): Promise<HttpServer | undefined> {
  if (METRICS_PORT === undefined) return undefined;
  const show = metricsHandler(metrics);
  const server = await startHttpServer({
    host: HOST,
    port: METRICS_PORT,
    drainTimeoutMs: 1_000,
    onError: (error) => logger.error({ err: error }, 'metrics could not be told'),
    handler: (request, response) => {
      if (request.url === PATH) return show(request, response);
      response.writeHead(404).end();
    },
  });
  logger.info({ url: server.url }, 'metrics are shown');
  return server;
}
