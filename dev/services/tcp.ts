import { randomInt } from 'node:crypto';
import { createConnection, createServer } from 'node:net';

/** Whether something accepts connections there. */
export const isListening = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: 1_000 });
    const end = (listening: boolean) => {
      socket.destroy();
      resolve(listening);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });

/** Below those that systems give out by themselves, so that nobody who asks for any port comes first. */
const [LOWEST_PORT, HIGHEST_PORT] = [20_000, 32_000];

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** A port that is free at this moment, and hardly taken before it is used. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST_PORT, HIGHEST_PORT);
    if (await isFree(port)) return port;
  }
}

const POLL_MS = 200;

/**
 * Waits until a server that is starting up serves.
 * @throws when it does not within `timeoutMs`
 */
export async function untilServing(
  name: string,
  serves: () => Promise<boolean>,
  timeoutMs: number,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await serves())) {
    if (Date.now() > deadline) throw new Error(`${name} did not serve within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
