import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, Kind, parse, print, validate, type DocumentNode, type GraphQLSchema } from 'graphql';

const schemaFolder = new URL('../../schema/', import.meta.url);
const documentsFolder = new URL('operations/', schemaFolder);

type Operation = { id: string; body: string; name: string; type: string };

/** What clients run, as a manifest of Apollo's; or what is wrong with the documents. */
export type OperationsManifest = { ok: true; manifest: string } | { ok: false; faults: string[] };

function readOperation(document: DocumentNode): Operation | undefined {
  const [operation, ...more] = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION || !operation.name || more.length > 0) return undefined;
  // as clients print it
  const body = print(document);
  const id = createHash('sha256').update(body).digest('hex');
  return { id, body, name: operation.name.value, type: operation.operation };
}

function faultsIn(file: string, document: DocumentNode, api: GraphQLSchema): string[] {
  const invalid = validate(api, document).map(({ message }) => `${file}: ${message}`);
  return readOperation(document)
    ? invalid
    : [...invalid, `${file}: must hold one operation, and that with a name`];
}

/**
 * Makes the manifest of the documents in schema/operations: each valid for the composed API, each with one operation,
 * no two of one name.
 */
export function operationsManifest(): OperationsManifest {
  const api = buildSchema(readFileSync(new URL('api.graphql', schemaFolder), 'utf8'));
  const documents = readdirSync(documentsFolder)
    .sort()
    .map((file) => ({ file, document: parse(readFileSync(new URL(file, documentsFolder), 'utf8')) }));
  const faults = documents.flatMap(({ file, document }) => faultsIn(file, document, api));
  const operations = documents.flatMap(({ document }) => readOperation(document) ?? []);
  const names = operations.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) < index);
  faults.push(...twice.map((name) => `two documents have an operation ${name}`));
  if (faults.length > 0) return { ok: false, faults };
  const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations };
  return { ok: true, manifest: `${JSON.stringify(manifest, null, 2)}\n` };
}
