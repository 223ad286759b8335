import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { StartError } from '@arena/subgraph-kit';
import { z } from 'zod';
import { hashOfText } from './persisted-documents.ts';

const manifestSchema = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(
    z
      .object({ id: z.string(), body: z.string() })
      .refine(({ id, body }) => id === hashOfText(body), 'its id is not the hash of its body'),
  ),
});

/**
 * Reads the documents of a manifest of persisted queries.
 * @returns their texts
 * @throws StartError when there is no such file, or it is not what was written
 */
export async function readManifest(file: URL): Promise<string[]> {
  try {
    const { operations } = manifestSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    return operations.map(({ body }) => body);
  } catch (error) {
    throw new StartError(
      `${fileURLToPath(file)} cannot be read: run "npm run schema:operations". ${(error as Error).message}`,
    );
  }
}
