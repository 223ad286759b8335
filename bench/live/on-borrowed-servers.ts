import { stopChildren } from '../gateway/child/child.ts';
import { borrowServers, type BorrowedServers, type Borrowing } from './borrowed-servers.ts';

/** Rejects once the process is asked to end. */
const interruption = (): Promise<never> =>
  new Promise((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => reject(new Error('Interrupted')));
    }
  });

/** Runs a bench on borrowed servers and ends the process. Nothing is left behind, also where it fails or is interrupted. */
export async function onBorrowedServers(
  bench: (servers: BorrowedServers) => Promise<void>,
  borrowing?: Borrowing,
): Promise<never> {
  const interrupted = interruption();
  const servers = await borrowServers(borrowing);
  try {
    await Promise.race([bench(servers), interrupted]);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    await stopChildren();
    await servers.giveBack();
  }
  // what an interruption left unanswered would keep the process
  process.exit();
}
