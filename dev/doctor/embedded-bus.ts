import { openEmbeddedBus, SUBSCRIPTIONS } from '@arena/events';
import { createLogger } from '@arena/subgraph-kit';
import { fail, ok, type Finding } from './finding.ts';
import { inTime } from './in-time.ts';
import { judgeQueues } from './queues.ts';
import { reasonOf } from './wording.ts';

/** How the queues of an Arena in one process fare, which are kept in a database. */
export async function checkEmbeddedBus(databaseUrl: string): Promise<Finding[]> {
  const opening = openEmbeddedBus({ databaseUrl, logger: createLogger('doctor', 'silent') });
  try {
    const states = await inTime(opening.then((bus) => bus.queues()));
    const queues = SUBSCRIPTIONS.map(({ queue, consumer }) => ({
      ...{ queue, consumer, state: states.find((state) => state.queue === queue) },
    }));
    return [
      ok('bus', 'in memory, its messages in PostgreSQL; no broker'),
      ...judgeQueues(queues, { up: undefined }),
    ];
  } catch (error) {
    return [fail('bus', 'database-unreachable', reasonOf(error), 'start Arena anew')];
  } finally {
    void opening.then((bus) => bus.close()).catch(() => undefined);
  }
}
