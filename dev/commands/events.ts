import { SUBSCRIPTIONS, type EventBus } from '@arena/events';
import { exitFailed, StartError, stopOnSignal } from '@arena/subgraph-kit';
import { connectBus } from '../events/connect-bus.ts';
import { formatDeadLetter, formatEvent, formatQueues } from '../events/format.ts';
import { parseSettings } from '../run/settings.ts';

const USAGE = `Usage: npm run events -- <command>
  list            every queue: what waits, what is parked
  show <queue>    the parked messages of a queue: why and when
  replay <queue>  puts the parked messages of a queue back
  tail            shows every event as it is published`;

const SHOWN_AT_MOST = 50;

/** @throws StartError for a queue that the catalogue does not know */
function known(queue: string | undefined): string {
  if (SUBSCRIPTIONS.some((subscription) => subscription.queue === queue)) return queue as string;
  const names = SUBSCRIPTIONS.map((subscription) => `  ${subscription.queue}`).join('\n');
  throw new StartError(`${queue ? `There is no queue ${queue}` : 'Name a queue'}. The queues are:\n${names}`);
}

async function show(bus: EventBus, queue: string): Promise<string> {
  const letters = await bus.deadLetters(queue, SHOWN_AT_MOST);
  return letters.length === 0 ? 'Nothing is parked.' : letters.map(formatDeadLetter).join('\n\n');
}

/** Runs one command and tells what to print; undefined for one that goes on. */
async function run(
  bus: EventBus,
  command: string | undefined,
  queue: string | undefined,
): Promise<string | undefined> {
  switch (command) {
    case 'list':
      return formatQueues(await bus.queues());
    case 'show':
      return show(bus, known(queue));
    case 'replay':
      return `Put back: ${await bus.replay(known(queue))}`;
    case 'tail':
      await bus.tail((message) => console.log(formatEvent(message)));
      return undefined;
    default:
      throw new StartError(USAGE);
  }
}

try {
  const [command, queue] = process.argv.slice(2);
  if (!['list', 'show', 'replay', 'tail'].includes(command ?? '')) throw new StartError(USAGE);
  const bus = await connectBus(parseSettings(process.env));
  const printed = await run(bus, command, queue).catch(async (error: unknown) => {
    await bus.close();
    throw error;
  });
  if (printed === undefined) stopOnSignal(bus.close);
  else {
    console.log(printed);
    await bus.close();
  }
} catch (error) {
  exitFailed(error);
}
