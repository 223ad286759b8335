import { BodyError, readBody, sendJson, type Handler } from '@arena/subgraph-kit';
import { WebhookRefused } from '../providers/errors.ts';
import type { PaymentProvider, ProviderEvent } from '../providers/provider.ts';

const MAX_BODY_BYTES = 1_048_576;

export type WebhookHandlerOptions = {
  readWebhook: PaymentProvider['readWebhook'];
  /** acts upon an event, and resolves once that is committed */
  handle: (event: ProviderEvent) => Promise<unknown>;
};

/**
 * Takes the webhooks of a provider. What is not answered with 2xx is brought again: so a yes is given only once the
 * event has been acted upon, and a failure of ours is answered as one.
 */
export const webhookHandler =
  ({ readWebhook, handle }: WebhookHandlerOptions): Handler =>
  async (request, response) => {
    if (request.method !== 'POST') {
      response.setHeader('allow', 'POST');
      return sendJson(response, 405, { error: 'Method not allowed' });
    }
    let event: ProviderEvent;
    try {
      const body = await readBody(request, MAX_BODY_BYTES);
      const signature = request.headers['stripe-signature'];
      event = readWebhook(body, typeof signature === 'string' ? signature : undefined);
    } catch (error) {
      if (error instanceof WebhookRefused) return sendJson(response, 400, { error: error.reason });
      if (!(error instanceof BodyError)) throw error;
      // the rest of an oversized body is not worth reading
      response.setHeader('connection', 'close');
      return sendJson(response, error.status, { error: error.message });
    }
    await handle(event);
    sendJson(response, 200, { received: true });
  };
