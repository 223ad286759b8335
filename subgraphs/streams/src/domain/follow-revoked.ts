import type { App } from '../app.ts';
import { matchNews } from '../live/topics.ts';
import type { MatchKey } from '../presence/presence.ts';
import type { Revoked } from './revoked.ts';

/**
 * Takes the grants of people whose admission was revoked, which must have been committed, and their place. Where presence
 * cannot be asked they keep a grant that is worth nothing until it lapses: what is stored says that it is revoked.
 */
export async function revokeGrants(
  { presence, viewerCounts, logger }: Pick<App, 'presence' | 'viewerCounts' | 'logger'>,
  match: MatchKey,
  userIds: readonly string[],
): Promise<void> {
  try {
    const { countChanged } = await presence.revoke(match, userIds);
    if (countChanged) viewerCounts.changed(match);
  } catch (error) {
    logger.warn({ err: error, ...match }, 'grants that were revoked lapse by themselves');
  }
}

/** Does what follows the revoking of admissions once it has been committed; whoever watches is told in any process. */
export async function followRevoked(app: App, all: readonly Revoked[]): Promise<void> {
  for (const { match, userIds, revocation, reason } of all) {
    await revokeGrants(app, match, userIds);
    app.live.publish(matchNews, match.matchId, { type: 'REVOKED', userIds, revocation, reason });
  }
}
