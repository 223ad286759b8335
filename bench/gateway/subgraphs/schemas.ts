import { readFileSync } from 'node:fs';
import { completeSdl } from '@arena/subgraph-kit';
import type { DocumentNode } from 'graphql';

const NAMES = ['accounts', 'products', 'inventory', 'reviews'];

/** The SDL of each subgraph by its name. */
export const readSchemas = (): Map<string, DocumentNode> =>
  new Map(
    NAMES.map((name) => [
      name,
      completeSdl(readFileSync(new URL(`${name}.graphql`, import.meta.url), 'utf8')),
    ]),
  );
