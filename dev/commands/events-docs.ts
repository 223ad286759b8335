import { existsSync, readFileSync } from 'node:fs';
import { asyncApiDocument } from '../asyncapi/document.ts';
import { incompatibilities } from '../asyncapi/incompatibilities.ts';
import { settle } from '../schema/committed-file.ts';

const checkOnly = process.argv.includes('--check');
const file = new URL('../../schema/asyncapi.yaml', import.meta.url);

const faults = existsSync(file) ? incompatibilities(readFileSync(file, 'utf8')) : [];
if (faults.length > 0) {
  console.error(
    `Messages under way would no longer parse:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
  );
  console.error('Raise the version of these events in the catalogue.');
  process.exit(1);
}
const { ok, message } = settle(file, asyncApiDocument(), checkOnly);
console.log(message);
if (!ok) {
  console.error('Run "npm run events:docs" and commit what it writes.');
  process.exit(1);
}
