import { createServer } from 'node:net';
import { StartError } from '@arena/subgraph-kit';

/** What listens where, as offsets from PORT_BASE. */
export const PORT_OFFSETS = {
  gateway: 0,
  users: 1,
  tournaments: 2,
  tickets: 3,
  payments: 4,
  streams: 5,
  notifications: 6,
  postgres: 9,
} as const;

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

/**
 * Makes sure that these ports can be listened on, so that a taken one is told before anything is started.
 * @throws StartError naming every taken port
 */
export async function requireFreePorts(ports: Record<string, number>): Promise<void> {
  const taken: string[] = [];
  for (const [name, port] of Object.entries(ports))
    if (!(await isFree(port))) taken.push(`${port} (${name})`);
  if (taken.length === 0) return;
  const many = taken.length > 1;
  throw new StartError(
    `Port${many ? 's' : ''} ${taken.join(', ')} ${many ? 'are' : 'is'} already in use. ` +
      'Stop what listens there, or set PORT_BASE to shift all ports (for example PORT_BASE=5000).',
  );
}
