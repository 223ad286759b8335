import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export type Outcome = { ok: boolean; output: string };

/** Runs a tool that npm installed; its output is returned, or shown as it comes when `show` is set. */
export async function runTool(
  command: string,
  args: string[],
  { show = false, env = {} }: { show?: boolean; env?: Record<string, string> } = {},
): Promise<Outcome> {
  const tool = spawn('npx', ['--no-install', command, ...args], {
    env: { ...process.env, ...env },
    stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(tool, 'close') as Promise<[number | null]>;
  const shown = [tool.stdout, tool.stderr].filter((stream) => stream !== null);
  const output = await Promise.all(shown.map((stream) => text(stream)));
  const [status] = await closed;
  return { ok: status === 0, output: output.join('') };
}
