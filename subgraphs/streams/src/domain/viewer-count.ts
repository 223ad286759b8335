import type { Loaders } from '../loaders.ts';
import type { ShownMatch } from './shown-match.ts';

/** How many people watch a match at this moment. */
export const viewerCountOf = (loaders: Loaders, { id, viewerCount }: ShownMatch): number | Promise<number> =>
  viewerCount ?? loaders.viewerCountOf.load(id);
