import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { stopOnce } from './service.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** Takes a connection over; `head` is what was read of it past the request. */
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** A service cannot start; `message` names the remedy, ready to print. */
export class StartError extends Error {
  override name = 'StartError';
}

export type HttpServer = {
  url: string;
  /** true from the moment `leave` or `stop` is called */
  draining: () => boolean;
  /**
   * Goes on serving for `drainGraceMs`, so that whatever leads requests here can learn to lead them elsewhere. Each
   * answer then ends its connection, since one that is closed while it is idle may have a request under way.
   */
  leave: () => Promise<void>;
  /** Takes no new connection, lets the requests under way finish for up to `drainTimeoutMs`, then cuts. */
  stop: () => Promise<void>;
};

export type HttpServerOptions = {
  host: string;
  /** 0 lets the system choose */
  port: number;
  drainTimeoutMs: number;
  /** how long it serves on when it is to leave; not at all where none is given */
  drainGraceMs?: number;
  /** told of what a handler throws; the client gets a bare 500 */
  onError: (error: unknown) => void;
  handler: Handler;
  /** takes connections that go on as WebSockets; without it such a request is answered as any other */
  onUpgrade?: UpgradeHandler | undefined;
};

/** Answers a connection that is not taken over, and ends it. */
export function refuseUpgrade(socket: Duplex, status: 404 | 429 | 503): void {
  socket.on('error', () => socket.destroy());
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nconnection: close\r\ncontent-length: 0`;
  socket.end(`${head}\r\n\r\n`, () => socket.destroy());
}

/** What a request says of other protocols, and of its connection for their sake. */
const UPGRADE_HEADERS = new Set(['connection', 'upgrade', 'http2-settings']);

/**
 * Has a request answered as if it had not asked for another protocol, as a server may. Java's client asks for
 * HTTP/2 with its first request, whatever that is.
 */
function ignoreUpgrade(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const lines = [`${request.method ?? 'GET'} ${request.url ?? '/'} HTTP/${request.httpVersion}`];
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const [name, value] = request.rawHeaders.slice(index, index + 2) as [string, string];
    if (!UPGRADE_HEADERS.has(name.toLowerCase())) lines.push(`${name}: ${value}`);
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
}

/** How long a client may take to send a request, and how often that is looked at. */
const RECEPTION = { headersTimeout: 10_000, requestTimeout: 15_000, connectionsCheckingInterval: 5_000 };

const REMEDIES: Record<string, string> = {
  EADDRINUSE: 'is already in use. Stop what listens there, or choose another port',
  EACCES: 'may not be used by this user. Choose a port above 1023',
  EADDRNOTAVAIL: 'is not an address of this machine. Choose another HOST',
};

/**
 * Starts an HTTP server that can be drained.
 * @throws StartError when the address cannot be listened on
 */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  let draining = false;
  let closing = false;
  const inHand = new Set<ServerResponse>();
  const endConnection = (response: ServerResponse) => {
    if (!response.headersSent) response.setHeader('connection', 'close');
  };
  const server = createServer(RECEPTION, async (request, response) => {
    inHand.add(response);
    response.once('close', () => {
      inHand.delete(response);
      // a connection kept alive past its last answer would hold up the stop
      if (closing) setImmediate(() => server.closeIdleConnections());
    });
    if (draining) endConnection(response);
    try {
      await options.handler(request, response);
    } catch (error) {
      // a client that hung up is no failure of ours, and hears nothing any more
      if (error === request.errored) return;
      options.onError(error);
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end();
    }
  });
  // longer than any client in front keeps an idle connection, so that none is closed as it is being reused
  server.keepAliveTimeout = 65_000;

  const { onUpgrade } = options;
  const upgraded = new Set<Duplex>();
  if (onUpgrade) {
    server.on('upgrade', (request, socket, head) => {
      if (request.headers.upgrade?.toLowerCase() !== 'websocket')
        return ignoreUpgrade(server, request, socket, head);
      if (closing) return refuseUpgrade(socket, 503);
      upgraded.add(socket);
      socket.once('close', () => upgraded.delete(socket));
      onUpgrade(request, socket, head);
    });
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const remedy = REMEDIES[error.code ?? ''];
      reject(remedy ? new StartError(`${options.host}:${options.port} ${remedy}.`) : error);
    });
    server.listen(options.port, options.host, resolve);
  });

  const drain = () => {
    draining = true;
    inHand.forEach(endConnection);
  };
  const { port } = server.address() as AddressInfo;
  const host = options.host === '0.0.0.0' || options.host === '::' ? 'localhost' : options.host;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    draining: () => draining,
    leave: stopOnce(async () => {
      drain();
      if (options.drainGraceMs) await pause(options.drainGraceMs);
    }),
    stop: stopOnce(async () => {
      drain();
      closing = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const cut = setTimeout(() => {
        server.closeAllConnections();
        for (const socket of upgraded) socket.destroy();
      }, options.drainTimeoutMs);
      await closed;
      clearTimeout(cut);
    }),
  };
}

/** The path of a request's target; undefined where that is no address at all, as `//`. */
const pathOf = (target: string): string | undefined => {
  const base = 'http://localhost';
  return URL.canParse(target, base) ? new URL(target, base).pathname : undefined;
};

function routed<Value>(routes: Record<string, Value>, target = '/'): Value | undefined {
  // most targets are a route to the letter, and need no parsing
  const path = Object.hasOwn(routes, target) ? target : pathOf(target);
  return path !== undefined && Object.hasOwn(routes, path) ? routes[path] : undefined;
}

/** Answers each path with its own handler, any other with 404. */
export const route =
  (routes: Record<string, Handler>): Handler =>
  (request, response) => {
    const handler = routed(routes, request.url);
    return handler ? handler(request, response) : sendJson(response, 404, { error: 'Not found' });
  };

/** Hands the connections of each path to its own handler, and refuses any other with 404. */
export const routeUpgrades =
  (routes: Record<string, UpgradeHandler>): UpgradeHandler =>
  (request, socket, head) => {
    const handler = routed(routes, request.url);
    return handler ? handler(request, socket, head) : refuseUpgrade(socket, 404);
  };

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
}
