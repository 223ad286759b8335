import { randomBytes } from 'node:crypto';
import * as gateway from '@arena/gateway';
import type { Service } from '@arena/subgraph-kit';
import { cloneDatabase, register, running, testAdapters, testBus, testLive } from '@arena/testing';
import * as tournaments from '@arena/tournaments';
import * as users from '@arena/users';
import { freePort } from '../../dev/services/tcp.ts';

type Variables = Record<string, string>;

/** A service that is replaced, on the port that it has, by one with other variables. */
export type RolledService = { url: string; replace: (variables: Variables) => Promise<void> };

type Rolled = RolledService & { stop: () => Promise<void> };

async function rolled(name: string, start: (variables: Variables) => Promise<Service>): Promise<Rolled> {
  const port = await freePort();
  let current: (Service & AsyncDisposable) | undefined;
  const stop = async () => {
    await current?.[Symbol.asyncDispose]();
    current = undefined;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    stop,
    replace: async (variables) => {
      await stop();
      current = running(name, await start({ ...variables, PORT: String(port) }));
    },
  };
}

/** Two gateways before two subgraphs; none of them runs before it is replaced for the first time. */
export type RolledPlatform = {
  gateways: [RolledService, RolledService];
  subgraphs: Record<'users' | 'tournaments', RolledService>;
  databaseUrls: Record<'users' | 'tournaments', string>;
  /** Lets time pass for all of them. */
  pass: (milliseconds: number) => void;
} & AsyncDisposable;

export async function rolledPlatform(): Promise<RolledPlatform> {
  const databases = { users: await cloneDatabase('users'), tournaments: await cloneDatabase('tournaments') };
  const databaseUrls = { users: databases.users.url, tournaments: databases.tournaments.url };
  const bus = await testBus(databaseUrls.users);
  const live = testLive();
  const { now, advance } = testAdapters();
  const adapters = () => ({ ...testAdapters(), now, bus, live });
  const shared = { NODE_ENV: 'test', RATE_LIMITS: 'off' };
  const keyEncryptionKey = randomBytes(32).toString('base64url');

  const subgraphs = {
    users: await rolled('users', (variables) =>
      users.start(
        users.parseEnv({
          ...shared,
          DATABASE_URL: databaseUrls.users,
          KEY_ENCRYPTION_KEY: keyEncryptionKey,
          ...variables,
        }),
        adapters(),
      ),
    ),
    tournaments: await rolled('tournaments', (variables) =>
      tournaments.start(
        tournaments.parseEnv({
          ...shared,
          DATABASE_URL: databaseUrls.tournaments,
          TIMED_WORK: 'off',
          ...variables,
        }),
        adapters(),
      ),
    ),
  };
  const nobody = 'http://127.0.0.1:1';
  const rolledGateway = () =>
    rolled('gateway', (variables) =>
      gateway.start(
        gateway.parseEnv({
          ...shared,
          // each question reaches the subgraphs
          CACHE: 'off',
          USERS_URL: subgraphs.users.url,
          TOURNAMENTS_URL: subgraphs.tournaments.url,
          TICKETS_URL: nobody,
          PAYMENTS_URL: nobody,
          STREAMS_URL: nobody,
          NOTIFICATIONS_URL: nobody,
          ...variables,
        }),
        { ...testAdapters(), now },
      ),
    );
  const gateways: [Rolled, Rolled] = [await rolledGateway(), await rolledGateway()];

  return register('rolled platform', { gateways, subgraphs, databaseUrls, pass: advance }, async () => {
    for (const service of [...gateways, ...Object.values(subgraphs)]) await service.stop();
    await live[Symbol.asyncDispose]();
    await bus[Symbol.asyncDispose]();
    for (const database of Object.values(databases)) await database[Symbol.asyncDispose]();
  });
}
