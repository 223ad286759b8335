import { BadUserInput } from '@arena/subgraph-kit';
import { z } from 'zod';
import type { PlatformRow } from '../db/schema.ts';

const MAX_LENGTH = 2048;

/** Where a stream is. */
export const streamUrlSchema = z
  .instanceof(URL)
  .refine((url) => url.protocol === 'https:', 'must begin with https://')
  .refine((url) => url.username === '' && url.password === '', 'must not contain credentials')
  .refine((url) => url.port === '', 'must not name a port')
  .refine((url) => url.href.length <= MAX_LENGTH, `must have at most ${MAX_LENGTH} characters`);

/**
 * The address of a stream on a platform, as it is stored.
 * @throws BadUserInput naming `path` where it is not within the platform's domains
 */
export function addressOn({ name, domains }: PlatformRow, { hostname, href }: URL, path: string): string {
  const isWithin = domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
  if (!isWithin) throw new BadUserInput([{ path, message: `must be an address on ${name}` }]);
  return href;
}
