import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';
import { register } from './open-resources.ts';

export type TcpProxy = {
  /** the target's address, through the proxy */
  url: string;
  /** Cuts all connections; new ones are accepted. */
  cut: () => void;
  /** Cuts all connections and refuses new ones until `open`. */
  shut: () => void;
  open: () => void;
  /** Keeps the connections, and lets nothing through them any more. */
  mute: () => void;
} & AsyncDisposable;

/**
 * A wire to a server, which a test can cut without touching the server.
 * @param leadTo where a new connection is led, the target itself where nothing else is said; nowhere, and it is cut
 */
export async function tcpProxy(
  targetUrl: string,
  leadTo: () => string | undefined = () => targetUrl,
): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let isOpen = true;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    const led = isOpen ? leadTo() : undefined;
    if (led === undefined) return void client.destroy();
    const target = new URL(led);
    const upstream = createConnection({ host: target.hostname, port: Number(target.port) });
    keep(client);
    keep(upstream);
    client.pipe(upstream).pipe(client);
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const cut = () => sockets.forEach((socket) => socket.destroy());
  return register(
    'TCP proxy',
    {
      url: Object.assign(new URL(targetUrl), { host: `127.0.0.1:${port}` }).href,
      cut,
      shut: () => {
        isOpen = false;
        cut();
      },
      open: () => void (isOpen = true),
      mute: () => sockets.forEach((socket) => socket.pause()),
    },
    async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      cut();
      await closed;
    },
  );
}
