import {
  createLogger,
  createMetrics,
  exitFailed,
  parseEnvironment,
  StartError,
  stopOnSignal,
  tracingFor,
  type Service,
  type TracingEnv,
} from '@arena/subgraph-kit';
import { z } from 'zod';
import type { EventAdapters } from './adapters.ts';
import { failpointFrom } from './failpoint.ts';
import { connectRabbitMq } from './rabbitmq/connect-rabbitmq.ts';
import { busVariables } from './rabbitmq/variables.ts';
import { tracedBus } from './traced-bus.ts';

/** Runs one service as a process of its own, connected to RabbitMQ: environment, logger, bus, signals, exit code. */
export async function runEventService<Env extends { LOG_LEVEL: string; NODE_ENV: string } & TracingEnv>(
  name: string,
  parseEnv: (source: NodeJS.ProcessEnv) => Env,
  start: (env: Env, adapters: EventAdapters) => Promise<Service>,
): Promise<void> {
  try {
    const env = parseEnv(process.env);
    const {
      AMQP_URL,
      BUS_PREFIX,
      BUS_CONSUMERS: consumers,
    } = parseEnvironment(z.object(busVariables), process.env);
    const logger = createLogger(name, env.LOG_LEVEL);
    const bus = await connectRabbitMq({ url: AMQP_URL, prefix: BUS_PREFIX, consumers, logger }).catch(
      (error: unknown) => {
        const why = error instanceof Error ? error.message : 'unknown';
        throw new StartError(`RabbitMQ cannot be reached (${why}). Start it, or correct AMQP_URL.`);
      },
    );
    const metrics = createMetrics();
    metrics.watchProcess();
    const tracing = await tracingFor(env, logger);
    const tracer = tracing?.tracer(name);
    const starting = start(env, {
      logger,
      metrics,
      now: () => new Date(),
      bus: tracedBus(bus, tracer, 'rabbitmq'),
      tracer,
      failpoint: failpointFrom(process.env, env.NODE_ENV),
    });
    // a signal that comes meanwhile ends what has been started all the same
    stopOnSignal(async () => {
      await (await starting).stop();
      await bus.close();
      await tracing?.stop();
    });
    await starting;
  } catch (error) {
    exitFailed(error);
  }
}
