import { z } from 'zod';
import { defineEvent, id } from './define-event.ts';

const stream = { streamId: id, matchId: id, tournamentId: id };

export const streamsEvents = {
  'streams.created': defineEvent(1, 'A match can be watched somewhere.', stream),
  'streams.url-changed': defineEvent(1, 'A stream has moved.', stream),
  'streams.viewer-kicked': defineEvent(1, 'A viewer has been sent away.', {
    matchId: id,
    tournamentId: id,
    userId: id,
    reason: z.string().nullable(),
  }),
};
