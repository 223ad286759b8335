import { defineTopic } from '@arena/live';
import { idSchema } from '@arena/subgraph-kit';
import { z } from 'zod';
import { revocation } from '../db/schema.ts';

/** A stream of a match is new, has moved, goes live or ends; told by the match's id. */
export const streamUpdated = defineTopic('stream-updated', z.object({ streamId: idSchema }));

const matchNewsSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('COUNT'), viewerCount: z.int().min(0) }),
  z.object({ type: z.literal('URL_CHANGED') }),
  z.object({
    type: z.literal('REVOKED'),
    userIds: z.array(idSchema),
    revocation: z.enum(revocation.enumValues),
    /** why they were kicked, as the staff put it */
    reason: z.string().nullable(),
  }),
  z.object({ type: z.literal('OVER') }),
]);

export type MatchNews = z.output<typeof matchNewsSchema>;

/** What concerns those who watch a match; told by the match's id. */
export const matchNews = defineTopic('match-news', matchNewsSchema);
