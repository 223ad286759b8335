import { ask, type MessageHeaders } from '@arena/events';
import { DomainError } from '@arena/subgraph-kit';
import type { App } from '../app.ts';

/** What a gift is, in words for the page on which it is paid; without the tournament's name where that cannot be had. */
export async function describeGift(
  { bus, logger }: App,
  tournamentId: string,
  headers: MessageHeaders,
): Promise<string> {
  try {
    const { name } = await ask(bus, 'tournaments.name', { tournamentId }, headers);
    return `A donation to the organiser of ${name}`;
  } catch (error) {
    // whether it may be given to is known here; a name is all that is asked for
    if (!(error instanceof DomainError)) throw error;
    logger.warn({ err: error, tournamentId }, 'a gift is taken without the name of its tournament');
    return 'A donation to the organiser of a tournament';
  }
}
