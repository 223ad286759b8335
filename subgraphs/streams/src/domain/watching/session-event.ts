import type { Revocation } from '../../db/schema.ts';
import type { ShownMatch } from '../shown-match.ts';

export type SessionEventType = 'JOINED' | 'VIEWER_COUNT' | 'URL_CHANGED' | 'KICKED' | 'ENDED';

/** Something that happens to somebody who watches a match. */
export type SessionEvent = {
  type: SessionEventType;
  match: ShownMatch;
  reason: string | null;
  at: Date;
};

/** What is told last. */
export type SessionEnd = { type: 'KICKED' | 'ENDED'; reason: string | null };

/** The end for somebody whose admission was revoked. */
export function endBy(revocation: Revocation, kickReason: string | null): SessionEnd {
  switch (revocation) {
    case 'KICKED':
      return { type: 'KICKED', reason: kickReason };
    case 'BANNED':
      return { type: 'KICKED', reason: null };
    case 'TICKET_INVALID':
      return { type: 'ENDED', reason: 'TICKET_INVALID' };
    case 'ROLE_LOST':
    case 'LEFT':
      return { type: 'ENDED', reason: 'GRANT_LOST' };
  }
}

/** The end for everybody, once the match is over. */
export const MATCH_OVER: SessionEnd = { type: 'ENDED', reason: null };
