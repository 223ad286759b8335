import { createHash } from 'node:crypto';
import { Kind, parse, print, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { ClientDocument } from './client-documents.ts';

type Operation = { id: string; body: string; name: string; type: string };

/** What clients run, as a manifest of Apollo's persisted queries; or what is wrong with the documents. */
export type OperationsManifest = { ok: true; manifest: string } | { ok: false; faults: string[] };

function readOperation(document: DocumentNode): Operation | undefined {
  const [operation, ...more] = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION || !operation.name || more.length > 0) return undefined;
  // as clients print it
  const body = print(document);
  const id = createHash('sha256').update(body).digest('hex');
  return { id, body, name: operation.name.value, type: operation.operation };
}

/** Makes the manifest of documents: each valid for the API, each with one operation, no two of one name. */
export function operationsManifest(
  documents: readonly ClientDocument[],
  api: GraphQLSchema,
): OperationsManifest {
  const faults: string[] = [];
  const operations = new Map<string, Operation>();
  for (const { file, text } of documents) {
    const document = parse(text);
    faults.push(...validate(api, document).map(({ message }) => `${file}: ${message}`));
    const operation = readOperation(document);
    if (!operation) faults.push(`${file}: must hold one operation, and that with a name`);
    else if (operations.has(operation.name)) faults.push(`${file}: there is another ${operation.name}`);
    else operations.set(operation.name, operation);
  }
  if (faults.length > 0) return { ok: false, faults };
  const sorted = [...operations.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations: sorted };
  return { ok: true, manifest: `${JSON.stringify(manifest, null, 2)}\n` };
}
