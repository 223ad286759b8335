import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { readClientDocuments } from '../schema/client-documents.ts';
import { settle } from '../schema/committed-file.ts';
import { operationsManifest } from '../schema/operations.ts';

const checkOnly = process.argv.includes('--check');
const schema = new URL('../../schema/', import.meta.url);

const api = buildSchema(readFileSync(new URL('api.graphql', schema), 'utf8'));
const result = operationsManifest(readClientDocuments(), api);
if (!result.ok) {
  console.error(
    `The clients' documents are wrong:\n${result.faults.map((fault) => `  - ${fault}`).join('\n')}`,
  );
  process.exit(1);
}
const { ok, message } = settle(new URL('operations.json', schema), result.manifest, checkOnly);
(ok ? console.log : console.error)(message);
if (!ok) {
  console.error('Run "npm run schema:operations" and commit what it writes.');
  process.exit(1);
}
