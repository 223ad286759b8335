// Prints deploy/compose/example.env with new secrets: node --import tsx/esm deploy/new-secrets.ts > deploy/compose/.env
import { readFile } from 'node:fs/promises';
import { withNewSecrets } from './secrets.ts';

const example = await readFile(new URL('compose/example.env', import.meta.url), 'utf8');
process.stdout.write(await withNewSecrets(example));
