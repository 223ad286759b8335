// Starts the bench: installs its own packages on the first run, which the rest of the project does without.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const installed = `${folder}node_modules/.package-lock.json`;
const lock = `${folder}package-lock.json`;

function fail(message) {
  console.error(message);
  process.exit(1);
}

if (!existsSync(new URL('../../node_modules/tsx', import.meta.url))) {
  fail('Install the project first: npm ci');
}
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
  console.error('Installing the gateways to compare with (about a minute, 700 MB) ...');
  const { status } = spawnSync('npm', ['ci', '--loglevel=error'], { cwd: folder, stdio: ['ignore', 2, 2] });
  if (status !== 0) fail('The bench could not be installed: see above.');
}

const { register } = await import('tsx/esm/api');
register();
await import('./main.ts');
