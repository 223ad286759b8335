import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { buildSchema, type GraphQLSchema } from 'graphql';
import type { ClientDocument } from '../client-documents.ts';
import { UsageError } from './usage-error.ts';

/** What the present schema is compared with. */
export type Base = {
  name: string;
  api: GraphQLSchema;
  /** undefined where the base is a mere file */
  supergraph: string | undefined;
  /** what clients of the base run, as far as it says so */
  documents: ClientDocument[];
};

type Manifest = { operations: { name: string; body: string }[] };

const DEFAULT_BRANCHES = ['origin/main', 'main'];
const LARGEST_FILE_BYTES = 64 * 1024 * 1024;

function git(folder: string, ...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', ['-C', folder, ...args], {
    encoding: 'utf8',
    maxBuffer: LARGEST_FILE_BYTES,
  });
  return status === 0 ? stdout : undefined;
}

const commitOf = (folder: string, ref: string) =>
  git(folder, 'rev-parse', '--verify', '--quiet', `${ref}^{commit}`)?.trim();

function parseApi(name: string, text: string): GraphQLSchema {
  try {
    return buildSchema(text);
  } catch (error) {
    throw new UsageError(`${name} is no schema: ${(error as Error).message}`);
  }
}

function baseAt(folder: string, name: string, commit: string): Base {
  const show = (file: string) => git(folder, 'show', `${commit}:./schema/${file}`);
  const api = show('api.graphql');
  if (api === undefined) throw new UsageError(`${name} has no schema/api.graphql`);
  const manifest = show('operations.json');
  const { operations } = JSON.parse(manifest ?? '{"operations":[]}') as Manifest;
  return {
    name: `${name} (${commit.slice(0, 7)})`,
    api: parseApi(`schema/api.graphql of ${name}`, api),
    supergraph: show('supergraph.graphql'),
    documents: operations.map((operation) => ({ file: operation.name, text: operation.body })),
  };
}

/** Where the present branch has left the main one, so that what that has got since does not seem to be removed. */
function forkOfMain(folder: string): Base {
  const branch = DEFAULT_BRANCHES.find((name) => commitOf(folder, name) !== undefined);
  const commit = branch && git(folder, 'merge-base', branch, 'HEAD')?.trim();
  if (!branch || !commit) throw new UsageError('There is no main branch to compare with: use --against');
  return baseAt(folder, branch, commit);
}

/**
 * Reads the base from a file with an API schema, or from a commit of the repository around a folder.
 * @param against a file or a git ref; by default, where the present branch has left `origin/main`, or else `main`
 * @throws UsageError if there is no such base
 */
export function readBase(against: string | undefined, folder: string): Base {
  if (against === undefined) return forkOfMain(folder);
  if (statSync(against, { throwIfNoEntry: false })?.isFile()) {
    const api = parseApi(against, readFileSync(against, 'utf8'));
    return { name: against, api, supergraph: undefined, documents: [] };
  }
  const commit = commitOf(folder, against);
  if (!commit) throw new UsageError(`${against} is neither a file nor a commit that git knows`);
  return baseAt(folder, against, commit);
}
