import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';

const directory = 'schema/operations/';

/** Whether every document that clients run, in schema/operations, is valid for the composed API. */
export function checkOperations(): { ok: boolean; output: string } {
  const api = buildSchema(readFileSync('schema/api.graphql', 'utf8'));
  const faults = readdirSync(directory).flatMap((name) =>
    validate(api, parse(readFileSync(directory + name, 'utf8'))).map((error) => `${name}: ${error.message}`),
  );
  return { ok: faults.length === 0, output: faults.join('\n') };
}
