import { readFileSync } from 'node:fs';
import { hashOfText } from '../../src/persisted-documents/persisted-documents.ts';

type Operation = { id: string; body: string; name: string; type: string };

const manifestFile = new URL('../../../schema/operations.json', import.meta.url);

/** The manifest as it is committed. */
export const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as { operations: Operation[] };

/** A document of the manifest. */
export function documentNamed(name: string): Operation {
  const found = manifest.operations.find((operation) => operation.name === name);
  if (!found) throw new Error(`The manifest has no ${name}`);
  return found;
}

/** Extensions that name a document as Apollo's clients do. */
export const persistedQuery = (hash: string) => ({ persistedQuery: { version: 1, sha256Hash: hash } });
export const naming = (text: string) => persistedQuery(hashOfText(text));

export type Answered = {
  status: number;
  data?: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- each test knows the shape it asked for
  errors?: { message: string; extensions: Record<string, unknown> }[];
};

const answered = async (response: Response): Promise<Answered> => ({
  status: response.status,
  ...((await response.json()) as object),
});

/** Sends a body as it is. */
export const post = async (url: string, body: unknown): Promise<Answered> =>
  answered(
    await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );

/** Sends parameters in the address, objects as JSON. */
export async function get(
  url: string,
  parameters: Record<string, unknown>,
  headers: Record<string, string> = { 'apollo-require-preflight': 'yes' },
): Promise<Answered> {
  const texts = Object.entries(parameters).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return answered(await fetch(`${url}/graphql?${new URLSearchParams(texts).toString()}`, { headers }));
}

/** The first error's code. */
export const codeIn = ({ errors }: Answered): unknown => errors?.[0]?.extensions['code'];
