import type { Failpoint } from './outbox/relay.ts';

/**
 * A crash at a named point, for tests of what a crash leaves behind: the process that reaches the point named by
 * FAILPOINT is killed there. Production knows none.
 */
export function failpointFrom(
  source: Record<string, string | undefined>,
  mode: string,
): Failpoint | undefined {
  const point = source['FAILPOINT'];
  if (!point || mode === 'production') return undefined;
  return (name) => {
    if (name === point) process.kill(process.pid, 'SIGKILL');
  };
}
