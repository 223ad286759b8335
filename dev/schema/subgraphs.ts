import { existsSync, readdirSync } from 'node:fs';

const folder = new URL('../../subgraphs/', import.meta.url);

/** The names of all subgraphs, in their alphabetical order. */
export const subgraphNames = readdirSync(folder)
  .filter((name) => existsSync(new URL(`${name}/schema.graphql`, folder)))
  .sort();

/** A file of a subgraph's folder. */
export const subgraphFile = (name: string, path: string): URL => new URL(`${name}/${path}`, folder);
