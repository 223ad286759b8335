import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const run = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, {
    stdio: 'ignore',
    // the tests start a server of their own; the package need not
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  }).status === 0;

/** Whether packages can be installed here. */
export const canInstallPackages = (): boolean =>
  process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');

/** Installs a Debian package; false when that is not to be had. */
export const installPackage = (name: string): boolean =>
  run('apt-get', 'install', '--yes', '--no-install-recommends', name) ||
  (run('apt-get', 'update') && run('apt-get', 'install', '--yes', '--no-install-recommends', name));
