import { idSchema, keyset, type Connection, type PageArguments } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type { Loaders } from '../loaders.ts';
import type { ShownMatch } from './shown-match.ts';
import { viewerCountOf } from './viewer-count.ts';

type Viewer = { id: string };

/** A page of people who watch; they are counted only where the count is asked for. */
export type ViewerPage = Connection<Viewer> & { totalCount: () => number | Promise<number> };

const list = keyset<Viewer, typeof idSchema>({
  name: 'viewers',
  key: idSchema,
  keyOf: ({ id }) => id,
  defaultFirst: 50,
});

/**
 * A page of the people who watch a match at this moment, for its staff; null for others.
 * @throws BadUserInput for a faulty `first` or cursor
 */
export async function listViewers(
  { presence }: App,
  loaders: Loaders,
  match: ShownMatch,
  args: PageArguments,
): Promise<ViewerPage | null> {
  const page = list.parse(args);
  const own = await loaders.ownMatch.load(match.id);
  if (!own) return null;
  const ids = await presence.viewers(own, { limit: page.limit + 1, after: page.after });
  const viewers = ids.map((id) => ({ id }));
  return { ...list.connect(viewers, page), totalCount: () => viewerCountOf(loaders, match) };
}
