import { createHash } from 'node:crypto';
import { DomainError, Forbidden } from '@arena/subgraph-kit';

/** How a request says what it wants run: values as they came, unchecked. */
export type NamedDocument = { query?: unknown; documentId?: unknown; persistedQuery?: unknown };

/**
 * What is to be run in its place: the text of a document of ours, or the hash of one that was kept for a client, with
 * its text where that is to be kept now.
 */
export type FoundDocument = { query: string } | { hash: string; query: string | undefined };

/**
 * Finds the document that a request names by its hash.
 * @returns undefined where it names none
 * @throws DomainError BAD_REQUEST, or FORBIDDEN for a text where only documents of ours are run
 */
export type FindDocument = (named: NamedDocument) => FoundDocument | undefined;

/** The hash that names a document. */
export const hashOfText = (text: string): string => createHash('sha256').update(text).digest('hex');

const badRequest = (message: string) => new DomainError('BAD_REQUEST', message);

const DOCUMENT_ID = /^sha256:([0-9a-f]{64})$/;
const HASH = /^[0-9a-f]{64}$/;

const isAbsent = (value: unknown): value is undefined | null => value === undefined || value === null;

function hashOfId(documentId: unknown): string {
  const hash = typeof documentId === 'string' ? DOCUMENT_ID.exec(documentId)?.[1] : undefined;
  if (!hash) throw badRequest('documentId must be "sha256:" and 64 hexadecimal digits in lower case');
  return hash;
}

function hashOfPersistedQuery(persistedQuery: unknown): string {
  const { version, sha256Hash } = Object(persistedQuery) as Record<string, unknown>;
  if (version !== 1) throw badRequest('Unsupported persisted query version');
  if (typeof sha256Hash !== 'string' || !HASH.test(sha256Hash))
    throw badRequest('sha256Hash must be 64 hexadecimal digits in lower case');
  return sha256Hash;
}

/**
 * Makes what finds documents by their hash, as GraphQL over HTTP's `documentId` or as Apollo's `persistedQuery`.
 * @param texts the documents that our clients are known to send
 * @param onlyThese whether nothing else is run
 */
export function persistedDocuments(texts: readonly string[], onlyThese: boolean): FindDocument {
  const ours = new Map(texts.map((text) => [hashOfText(text), text]));
  return ({ query, documentId, persistedQuery }) => {
    const text = typeof query === 'string' && query !== '' ? query : undefined;
    if (onlyThese && text !== undefined)
      throw new Forbidden('Only documents known to this gateway are run: name one by its hash', 'SAFELIST');
    const byId = !isAbsent(documentId);
    const byHash = !isAbsent(persistedQuery);
    if (!byId && !byHash) return undefined;
    if (byId && byHash) throw badRequest('Name a document by documentId or by persistedQuery, not by both');
    const hash = byId ? hashOfId(documentId) : hashOfPersistedQuery(persistedQuery);
    const known = ours.get(hash);
    if (known === undefined) return { hash, query: text };
    if (text !== undefined && text !== known) throw badRequest('The query is not the document that is named');
    return { query: known };
  };
}
