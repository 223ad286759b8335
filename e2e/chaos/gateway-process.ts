import { fileURLToPath } from 'node:url';
import { startProcess, testIdentityKey, type TestBroker, type TestProcess } from '@arena/testing';
import { freePort } from '../../dev/services/tcp.ts';
import { subgraphsAt } from '../../gateway/test/subgraphs-at.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export type GatewayProcess = { url: string; gateway: TestProcess };

/**
 * Starts a gateway as a process of its own, and waits until it listens.
 * @param variables its environment beside that; subgraphs whose address it does not give are away
 */
export async function gatewayProcess(
  broker: Pick<TestBroker, 'variables'>,
  redis: { url: string; prefix: string },
  variables: Record<string, string>,
): Promise<GatewayProcess> {
  const port = await freePort();
  const gateway = startProcess(process.execPath, ['--import', 'tsx/esm', 'gateway/src/main.ts'], {
    cwd: root,
    env: {
      ...{ NODE_ENV: 'test', PORT: String(port), RATE_LIMITS: 'off' },
      ...subgraphsAt('http://127.0.0.1:1'),
      IDENTITY_PRIVATE_JWK: JSON.stringify(testIdentityKey),
      ...broker.variables,
      ...{ REDIS_URL: redis.url, LIVE_PREFIX: redis.prefix },
      ...variables,
    },
  });
  await gateway.untilPrinted(/listening/);
  return { url: `http://127.0.0.1:${port}`, gateway };
}
