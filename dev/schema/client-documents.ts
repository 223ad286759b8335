import { readdirSync, readFileSync } from 'node:fs';
import { Kind, type DocumentNode } from 'graphql';

/** A document that clients run, and the name of its file. */
export type ClientDocument = { file: string; text: string };

const folder = new URL('../../schema/operations/', import.meta.url);

/** The documents of `schema/operations`. */
export const readClientDocuments = (): ClientDocument[] =>
  readdirSync(folder).map((file) => ({ file, text: readFileSync(new URL(file, folder), 'utf8') }));

/** The name of a document's first operation, if it has one. */
export const operationName = ({ definitions }: DocumentNode): string | undefined =>
  definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)?.name?.value;
