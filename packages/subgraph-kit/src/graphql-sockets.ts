import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import {
  CloseCode,
  handleProtocols,
  makeServer,
  MessageType,
  parseMessage,
  type ConnectionInitMessage,
  type ServerOptions,
} from 'graphql-ws';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { refuseUpgrade } from './http-server.ts';

/** What is known of a connection, as `extra` of graphql-ws. */
export type SocketExtra = {
  /** the request that it began with */
  request: IncomingMessage;
  close: (code: number, reason: string) => void;
};

export type GraphqlSocketsOptions = {
  options: ServerOptions<ConnectionInitMessage['payload'], SocketExtra>;
  /** a connection that sends a larger message is closed with 1009 */
  maxPayloadBytes: number;
  /** how often each connection is asked for a sign of life; one that gives none until the next time is cut */
  heartbeatMs: number;
  /** told of what went wrong on our side; the client gets a bare 4500 */
  onError: (error: unknown) => void;
};

export type GraphqlSockets = {
  /** Takes a connection over from the HTTP server. */
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Closes all connections and takes no new one; resolves once nothing of them is left. */
  closeAll: (code: number, reason: string) => Promise<void>;
};

/** How long a client may take to answer a close when all are closed. */
const CLOSE_TIMEOUT_MS = 1_000;

/** The size a reason may have on the wire. */
const MAX_REASON_BYTES = 123;

/** What only servers send. */
const SERVER_TYPES: readonly MessageType[] = [MessageType.ConnectionAck, MessageType.Next, MessageType.Error];

/** A client that leaves more than this unread is not read from either until it has caught up. */
const MAX_UNREAD_BYTES = 1_048_576;

/** Answers a ping of graphql-ws without its payload, which may be as large as any message. */
const PONG = '{"type":"pong"}';

type Connection = {
  socket: WebSocket;
  wire: Socket;
  isAlive: boolean;
  /** whether something was waiting to be read by it at the last beat, and whether nothing of it was read since */
  hadUnread: boolean;
  hasStalled: boolean;
  gone: Promise<void>;
};

/** Sends, and holds up what the client sends while it does not read what it gets. */
function write(socket: WebSocket, send: (done: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    send(() => {
      if (socket.isPaused && socket.bufferedAmount <= MAX_UNREAD_BYTES) socket.resume();
      resolve();
    });
    if (socket.bufferedAmount > MAX_UNREAD_BYTES) socket.pause();
  });
}

/** Serves graphql-ws on connections that an HTTP server hands over. */
export function graphqlSockets(settings: GraphqlSocketsOptions): GraphqlSockets {
  const { maxPayloadBytes, heartbeatMs, onError } = settings;
  const graphql = makeServer(settings.options);
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: maxPayloadBytes,
    handleProtocols,
    autoPong: false,
  });
  const connections = new Set<Connection>();
  let isClosing = false;
  let heartbeat: NodeJS.Timeout | undefined;

  let beats = 0;
  const beat = () => {
    beats++;
    for (const connection of connections) {
      // who is still reading what lies before the ping cannot answer it yet
      const isReading = connection.hadUnread && !connection.hasStalled;
      if (!connection.isAlive && !isReading) connection.socket.terminate();
      connection.isAlive = false;
      connection.hadUnread = connection.socket.bufferedAmount > 0;
      connection.hasStalled = false;
      // a timeout is told of only where not even a part of what waits has been taken
      connection.wire.setTimeout(connection.hadUnread ? heartbeatMs / 2 : 0);
      connection.socket.ping(String(beats));
    }
  };

  const keep = (connection: Connection) => {
    connections.add(connection);
    heartbeat ??= setInterval(beat, heartbeatMs);
  };

  const forget = (connection: Connection) => {
    connections.delete(connection);
    if (connections.size > 0) return;
    clearInterval(heartbeat);
    heartbeat = undefined;
  };

  const serve = (socket: WebSocket, request: IncomingMessage) => {
    const close = (code: number, reason: string) =>
      socket.close(code, Buffer.byteLength(reason) > MAX_REASON_BYTES ? '' : reason);

    // resolves when the client has room for more; where it is gone, its close says so
    const send = (text: string): Promise<void> =>
      socket.readyState === socket.OPEN
        ? write(socket, (done) => socket.send(text, done))
        : // a feed that never runs dry would else keep the close from being heard of
          setImmediate();

    const closed = graphql.opened(
      {
        protocol: socket.protocol,
        send,
        close,
        onPing: () => send(PONG),
        onMessage: (take) =>
          void socket.on('message', (data: RawData) => {
            // a client that is being sent away is not listened to any more
            if (socket.readyState !== socket.OPEN) return;
            const text = (data as Buffer).toString();
            take(text).catch((error: unknown) => {
              // graphql-ws throws on what only servers send, as if it were our fault
              if (SERVER_TYPES.includes(parseMessage(text).type)) {
                return close(CloseCode.BadRequest, 'Invalid message received');
              }
              onError(error);
              close(CloseCode.InternalServerError, 'Internal server error');
            });
          }),
      },
      { request, close },
    );

    const gone = new Promise<void>((resolve) => {
      socket.once('close', (code: number, reason: Buffer) => {
        forget(connection);
        closed(code, reason.toString()).catch(onError).finally(resolve);
      });
    });
    const wire = request.socket;
    const connection: Connection = {
      socket,
      wire,
      isAlive: true,
      hadUnread: false,
      hasStalled: false,
      gone,
    };
    keep(connection);
    wire.on('timeout', () => (connection.hasStalled = true));
    socket.on('ping', (data: Buffer) => void write(socket, (done) => socket.pong(data, false, done)));
    // an answer that was not asked for says nothing
    socket.on('pong', (data: Buffer) => (connection.isAlive ||= data.toString() === String(beats)));
    // what is wrong with a connection ends it, and the client is told by ws
    socket.on('error', () => {});
  };

  return {
    upgrade: (request, socket, head) => {
      if (isClosing) return refuseUpgrade(socket, 503);
      sockets.handleUpgrade(request, socket, head, serve);
    },
    closeAll: async (code, reason) => {
      isClosing = true;
      const leaving = [...connections];
      for (const { socket } of leaving) socket.close(code, reason);
      const cut = setTimeout(() => {
        for (const { socket } of leaving) socket.terminate();
      }, CLOSE_TIMEOUT_MS);
      await Promise.all(leaving.map(({ gone }) => gone));
      clearTimeout(cut);
    },
  };
}
