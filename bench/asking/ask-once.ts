import { request, type Agent } from 'node:http';

const ERRORS = '"errors":';

/** Asks a GraphQL server once; resolves with the answer's text, rejects unless it is one without errors. */
export function askOnce(url: string, agent: Agent, authorization: string, body: string): Promise<string> {
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    accept: 'application/json',
    authorization,
  };
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => void (text += chunk));
      response.once('error', reject);
      response.once('end', () => {
        if (response.statusCode === 200 && !text.includes(ERRORS)) return resolve(text);
        reject(new Error(`The server answered ${response.statusCode}: ${text.slice(0, 500)}`));
      });
    });
    asked.once('error', reject);
    asked.end(body);
  });
}
