import type { Running } from '@arena/events';
import type { Logger } from '@arena/subgraph-kit';
import { warnOnce } from '../domain/watching/warn-once.ts';

export type Repeated = {
  /** what is told of its failures, once of all in a row */
  warning: string;
  /** how long it rests in between */
  everyMs: number;
  work: () => Promise<void>;
  logger: Logger;
};

/** Does something again and again, never twice at a time; what fails is tried again in its time. */
export function repeatedly({ warning, everyMs, work, logger }: Repeated): Running {
  const failures = warnOnce(logger, warning);
  let isStopped = false;
  let timer: NodeJS.Timeout;
  let underWay = Promise.resolve();

  const run = async () => {
    try {
      await work();
      failures.succeeded();
    } catch (error) {
      failures.failed(error);
    }
    if (!isStopped) wait();
  };
  const wait = () => void (timer = setTimeout(() => void (underWay = run()), everyMs));

  wait();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}
