import { settle } from '../schema/committed-file.ts';
import { operationsManifest } from '../schema/operations.ts';

const checkOnly = process.argv.includes('--check');

const result = operationsManifest();
if (!result.ok) {
  console.error(
    `The operations of the clients are wrong:\n${result.faults.map((fault) => `  - ${fault}`).join('\n')}`,
  );
  process.exit(1);
}
const file = new URL('../../schema/operations.json', import.meta.url);
const { ok, message } = settle(file, result.manifest, checkOnly);
(ok ? console.log : console.error)(message);
if (!ok) {
  console.error('Run "npm run schema:operations" and commit what it writes.');
  process.exit(1);
}
