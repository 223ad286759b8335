import type { HTTPGraphQLRequest } from '@apollo/server';
import type { FindDocument, FoundDocument } from './persisted-documents.ts';

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The extensions that go on: the hash only where Apollo Server is to look for it. */
function extensionsFor(found: FoundDocument, given: unknown): Fields {
  const others = Object.entries(isFields(given) ? given : {}).filter(([name]) => name !== 'persistedQuery');
  const persistedQuery = 'hash' in found ? { version: 1, sha256Hash: found.hash } : undefined;
  return { ...Object.fromEntries(others), ...(persistedQuery && { persistedQuery }) };
}

function admitBody(body: Fields, find: FindDocument): Fields {
  const { query, documentId, extensions } = body;
  const persistedQuery = isFields(extensions) ? extensions['persistedQuery'] : undefined;
  const found = find({ query, documentId, persistedQuery });
  if (!found) return body;
  return { ...body, query: found.query, extensions: extensionsFor(found, extensions) };
}

/** Extensions in the address as they are, or undefined where they are no JSON, which Apollo Server tells. */
function parsed(extensions: string | null): unknown {
  try {
    return JSON.parse(extensions ?? '{}');
  } catch {
    return undefined;
  }
}

function admitSearch(search: string, find: FindDocument): string {
  const parameters = new URLSearchParams(search);
  const extensions = parsed(parameters.get('extensions'));
  const found = find({
    query: parameters.get('query'),
    documentId: parameters.get('documentId'),
    persistedQuery: isFields(extensions) ? extensions['persistedQuery'] : undefined,
  });
  if (!found) return search;
  parameters.delete('documentId');
  if (found.query !== undefined) parameters.set('query', found.query);
  parameters.set('extensions', JSON.stringify(extensionsFor(found, extensions)));
  return `?${parameters.toString()}`;
}

/**
 * Puts the text of a document of ours in the place of its name.
 * @returns the request to go on with: the one given where it names no document
 * @throws DomainError as `find` does
 */
export function admitPersisted(request: HTTPGraphQLRequest, find: FindDocument): HTTPGraphQLRequest {
  if (request.method === 'GET') return { ...request, search: admitSearch(request.search, find) };
  return isFields(request.body) ? { ...request, body: admitBody(request.body, find) } : request;
}
