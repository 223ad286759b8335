import { sendJson, startHttpServer, type Handler } from '@arena/subgraph-kit';
import { register } from '@arena/testing';
import { vi } from 'vitest';
import { webhookHandler } from '../src/http/webhook-handler.ts';
import type { PaymentProvider, ProviderEvent } from '../src/providers/provider.ts';

/** Receives webhooks as the platform does, and keeps the events. */
export async function startReceiver(options: { url?: string } = {}) {
  const events: ProviderEvent[] = [];
  /** the status of each answer */
  const answers: number[] = [];
  let refusals = 0;
  let handler: Handler = (_request, response) => sendJson(response, 503, {});
  const at = new URL(options.url ?? 'http://127.0.0.1:0');
  const http = await startHttpServer({
    host: at.hostname,
    port: Number(at.port),
    drainTimeoutMs: 0,
    onError: () => {},
    handler: async (request, response) => {
      response.once('close', () => answers.push(response.statusCode));
      await handler(request, response);
    },
  });
  return register(
    'receiver of webhooks',
    {
      url: `${http.url}/webhooks/stripe`,
      events,
      answers,
      /** Has webhooks read as this provider reads them. */
      read: ({ readWebhook }: Pick<PaymentProvider, 'readWebhook'>) => {
        const handle = async (event: ProviderEvent) => {
          if (refusals > 0) {
            refusals -= 1;
            throw new Error('Not this time');
          }
          events.push(event);
        };
        handler = webhookHandler({ readWebhook, handle });
      },
      /** Has the next events not be handled. */
      failNext: (count: number) => void (refusals = count),
      /** The event of this type about this session or payment, once it has come. */
      untilTold: (type: string, subject: NonNullable<ProviderEvent['subject']>) =>
        vi.waitUntil(
          () =>
            events.find(
              (event) => event.type === type && JSON.stringify(event.subject) === JSON.stringify(subject),
            ),
          { timeout: 20_000, interval: 20 },
        ),
    },
    () => http.stop(),
  );
}
