import * as gateway from '@arena/gateway';
import { tracedBus, type EventAdapters, type EventBus } from '@arena/events';
import { openLocalLive } from '@arena/live';
import { createLogger, createMetrics, type Service, type Tracing } from '@arena/subgraph-kit';
import * as notifications from '@arena/notifications';
import * as payments from '@arena/payments';
import * as streams from '@arena/streams';
import * as tickets from '@arena/tickets';
import * as tournaments from '@arena/tournaments';
import * as users from '@arena/users';
import { stackEnv, SUBGRAPHS, type ServiceName, type StackSettings, type SubgraphName } from './stack-env.ts';

const subgraphs = { users, tournaments, tickets, payments, streams, notifications };

export type Stack = {
  /** the gateway's address */
  url: string;
  subgraphs: Record<SubgraphName, Service>;
  /** Stops the gateway, then the subgraphs. */
  stop: () => Promise<void>;
};

type AdaptersFor = (service: ServiceName) => EventAdapters;

/** Adapters for a service that runs for real. */
export const liveAdapters =
  (logLevel: string, bus: EventBus, tracing?: Tracing): AdaptersFor =>
  (service) => {
    const metrics = createMetrics();
    // they are all one process
    if (service === 'gateway') metrics.watchProcess();
    const tracer = tracing?.tracer(service);
    return {
      logger: createLogger(service, logLevel),
      metrics,
      now: () => new Date(),
      bus: tracedBus(bus, tracer, 'postgresql'),
      tracer,
    };
  };

/** Migrates every subgraph's database. */
export async function migrateAll(databaseUrls: Record<SubgraphName, string>): Promise<void> {
  await Promise.all(SUBGRAPHS.map((name) => subgraphs[name].migrate(databaseUrls[name])));
}

/** Starts all services in this process, on migrated databases. When one cannot start, none is left running. */
export async function startEmbeddedStack(settings: StackSettings, adaptersFor: AdaptersFor): Promise<Stack> {
  const env = await stackEnv(settings);
  const streamsEnv = streams.parseEnv(env.subgraph('streams'));
  const presence = streams.openLocalPresence(streams.presenceTimes(streamsEnv));
  const gatewayAdapters = adaptersFor('gateway');
  const live = openLocalLive(gatewayAdapters.logger);
  const started: Service[] = [];
  const stop = async () => {
    for (const service of started.reverse()) await service.stop();
    await live.close();
    await presence.close();
  };
  const keep = (service: Service): Service => {
    started.push(service);
    return service;
  };
  try {
    const running = {
      users: keep(await users.start(users.parseEnv(env.subgraph('users')), adaptersFor('users'))),
      tournaments: keep(
        await tournaments.start(tournaments.parseEnv(env.subgraph('tournaments')), {
          ...adaptersFor('tournaments'),
          live,
        }),
      ),
      tickets: keep(
        await tickets.start(tickets.parseEnv(env.subgraph('tickets')), { ...adaptersFor('tickets'), live }),
      ),
      payments: keep(
        await payments.start(payments.parseEnv(env.subgraph('payments')), {
          ...adaptersFor('payments'),
          live,
        }),
      ),
      streams: keep(await streams.start(streamsEnv, { ...adaptersFor('streams'), live, presence })),
      notifications: keep(
        await notifications.start(notifications.parseEnv(env.subgraph('notifications')), {
          ...adaptersFor('notifications'),
          live,
        }),
      ),
    };
    const urls = SUBGRAPHS.map((name) => [name, running[name].url]);
    const gatewayEnv = env.gateway(Object.fromEntries(urls) as Record<SubgraphName, string>);
    const { url } = keep(await gateway.start(gateway.parseEnv(gatewayEnv), gatewayAdapters));
    return { url, subgraphs: running, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
