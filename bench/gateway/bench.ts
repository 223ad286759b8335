// Starts the bench of the gateways: installs its own packages on the first run, which the rest of the project does without.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const installed = `${folder}node_modules/.package-lock.json`;
const lock = `${folder}package-lock.json`;

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
  console.error('Installing the gateways to compare with (about a minute, 700 MB) ...');
  const { status } = spawnSync('npm', ['ci', '--loglevel=error'], { cwd: folder, stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    console.error('The bench could not be installed: see above.');
    process.exit(1);
  }
}

await import('./main.ts');
