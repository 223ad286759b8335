import { spawnSync } from 'node:child_process';

/** Runs a tool that npm installed; its output is returned, and shown as it comes when `show` is set. */
export function runTool(
  command: string,
  args: string[],
  { show = false, env = {} }: { show?: boolean; env?: Record<string, string> } = {},
): { ok: boolean; output: string } {
  const { status, stdout, stderr } = spawnSync('npx', ['--no-install', command, ...args], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
  });
  return { ok: status === 0, output: show ? '' : `${stdout}${stderr}` };
}
