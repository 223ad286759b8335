import { EnvError } from './env.ts';
import { StartError } from './http-server.ts';
import { createLogger } from './logger.ts';
import { createMetrics } from './metrics/metrics.ts';
import type { Adapters, Service } from './service.ts';
import { tracingFor } from './tracing/tracing-for.ts';
import type { TracingEnv } from './tracing/variables.ts';

/** npm hands on a signal that the terminal has already sent, so one Ctrl-C may arrive twice. */
const REPEATED_SIGNAL_MS = 1_000;

/**
 * Calls `stop` at the first SIGINT or SIGTERM and exits with 0 once it is done, or with 1 when it fails.
 * A second, later signal exits at once.
 */
export function stopOnSignal(stop: () => Promise<void>): void {
  let stoppingSince: number | undefined;
  const onSignal = async () => {
    if (stoppingSince !== undefined) {
      if (Date.now() - stoppingSince > REPEATED_SIGNAL_MS) process.exit(1);
      return;
    }
    stoppingSince = Date.now();
    const code = await stop().then(
      () => 0,
      (error: unknown) => {
        console.error(error);
        return 1;
      },
    );
    process.exit(code);
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
}

/** Whether an error is for the person at the terminal: its message says it all, no stack needed. */
export const isForTheOperator = (error: unknown): error is Error =>
  error instanceof EnvError || error instanceof StartError;

/** Prints why a start failed and exits with 1. */
export function exitFailed(error: unknown): never {
  console.error(isForTheOperator(error) ? error.message : error);
  process.exit(1);
}

/** Runs one service as a process of its own: environment, logger, signals, exit code. */
export async function runService<Env extends { LOG_LEVEL: string } & TracingEnv>(
  name: string,
  parseEnv: (source: NodeJS.ProcessEnv) => Env,
  start: (env: Env, adapters: Adapters) => Promise<Service>,
): Promise<void> {
  try {
    const env = parseEnv(process.env);
    const logger = createLogger(name, env.LOG_LEVEL);
    const metrics = createMetrics();
    metrics.watchProcess();
    const tracing = await tracingFor(env, logger);
    const tracer = tracing?.tracer(name);
    const starting = start(env, { logger, metrics, now: () => new Date(), tracer });
    // a signal that comes meanwhile ends what has been started all the same
    stopOnSignal(async () => {
      await (await starting).stop();
      await tracing?.stop();
    });
    await starting;
  } catch (error) {
    exitFailed(error);
  }
}
