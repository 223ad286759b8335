import { idSchema } from '@arena/subgraph-kit';
import { z } from 'zod';

const metadataSchema = z.object({ checkoutId: idSchema });

/** What a session and its payment bear at the provider, so that they lead back to their checkout. */
export const checkoutMetadata = (checkoutId: string): { checkoutId: string } => ({ checkoutId });

/** The checkout that something at the provider belongs to; null for what is none of ours, as an account may hold. */
export function checkoutIdOf(metadata: unknown): string | null {
  const parsed = metadataSchema.safeParse(metadata);
  return parsed.success ? parsed.data.checkoutId : null;
}
