// Runs a command of this folder on a fresh clone: plain JavaScript, since nothing may be installed yet.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [major, minor] = process.versions.node.split('.').map(Number);

function fail(message) {
  console.error(message);
  process.exit(1);
}

/** npm writes this file at the end of each install; older than the lock file means that the lock has moved on. */
function dependenciesAreInstalled() {
  const installed = `${root}node_modules/.package-lock.json`;
  if (!existsSync(installed) || !existsSync(`${root}node_modules/tsx`)) return false;
  return (
    statSync(installed).mtimeMs >= statSync(`${root}package-lock.json`).mtimeMs || sameVersions(installed)
  );
}

/** Whether what is installed is what the lock file names, whatever the files' dates (a clone sets its own). */
function sameVersions(installed) {
  const versions = (file) =>
    Object.entries(JSON.parse(readFileSync(file, 'utf8')).packages)
      .filter(([path, entry]) => path.startsWith('node_modules/') && !entry.optional && !entry.link)
      .map(([path, entry]) => `${path}@${entry.version}`)
      .sort()
      .join('\n');
  return versions(installed) === versions(`${root}package-lock.json`);
}

if (major < 20 || (major === 20 && minor < 20)) {
  fail(`Arena needs Node.js 20.20 or newer; this is ${process.version}.`);
}

if (!dependenciesAreInstalled()) {
  console.error('Installing the dependencies (about a minute) ...');
  const { status } = spawnSync('npm', ['ci', '--include=dev', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) fail('The dependencies could not be installed: see above.');
}

const { register } = await import('tsx/esm/api');
register();
process.chdir(root);
const [name, ...args] = process.argv.slice(2);
process.argv.splice(2, process.argv.length, ...args);
await import(`./commands/${name}.ts`);
