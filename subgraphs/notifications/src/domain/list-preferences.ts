import type { Queryable } from '@arena/subgraph-kit';
import { findPreferencesOf } from '../db/preference-store.ts';
import type * as schema from '../db/schema.ts';
import { channelsByDefault, KINDS, type Channels, type Kind } from './kinds.ts';

/** How somebody is told of a kind. */
export type Preference = { kind: Kind; channels: ('IN_APP' | 'EMAIL')[] };

const preferenceOf = (kind: Kind, { inApp, email }: Channels): Preference => ({
  kind,
  channels: [...(inApp ? (['IN_APP'] as const) : []), ...(email ? (['EMAIL'] as const) : [])],
});

/** How a person is told of each kind. */
export async function listPreferences(
  { db }: { db: Queryable<typeof schema> },
  userId: string,
): Promise<Preference[]> {
  const chosen = new Map((await findPreferencesOf(db, userId)).map((row) => [row.kind, row]));
  return KINDS.map((kind) => preferenceOf(kind, chosen.get(kind) ?? channelsByDefault(kind)));
}
