import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { requestFor, type Open } from './subscription.ts';

const agent = new Agent({ keepAlive: false });

/** @param accept names the framing of the events */
export const httpStream =
  (accept: string): Open =>
  async (url, tournamentId, onBytes) => {
    const sent = request(`${url}/graphql`, {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/json', accept },
    });
    sent.end(JSON.stringify(requestFor(tournamentId)));
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    if (response.statusCode !== 200) throw new Error(`The gateway answered ${response.statusCode}`);
    response.on('data', onBytes);
    // it is cut off when the subscription ends
    response.on('error', () => {});
    return () => sent.destroy();
  };
