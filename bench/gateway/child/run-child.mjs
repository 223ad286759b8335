// The far side of every process that the bench starts: answers its parent's questions over the IPC channel.
// Plain JavaScript, so that the peers run on a bare Node.
import { Session } from 'node:inspector/promises';
import { findSourceMap } from 'node:module';
import process from 'node:process';

/**
 * Listens on a free port of this machine and resolves with the address.
 * @param {import('node:http').Server} server
 * @returns {Promise<string>}
 */
export async function listen(server) {
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(undefined));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}`;
}

const session = new Session();

async function startProfile() {
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 500 });
  await session.post('Profiler.start');
}

/** Puts a frame of compiled TypeScript where its source has it. */
function mapFrame(frame) {
  const entry = findSourceMap(frame.url)?.findEntry(frame.lineNumber, frame.columnNumber);
  if (entry?.originalLine === undefined) return;
  frame.lineNumber = entry.originalLine;
  frame.columnNumber = entry.originalColumn;
}

async function stopProfile() {
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  for (const { callFrame } of profile.nodes) mapFrame(callFrame);
  return profile;
}

/** Processor time so far in microseconds, user's and system's together, and the memory held now. */
function usage() {
  const { user, system } = process.cpuUsage();
  return { cpuMicroseconds: user + system, rssBytes: process.memoryUsage.rss() };
}

/**
 * Serves the parent: `start` once, then whatever is asked. The process ends with its parent.
 * @param {Record<string, (options: any) => unknown>} work
 */
export function runChild(work) {
  const tasks = { ...work, usage, startProfile, stopProfile };
  process.on('message', async ({ task, options }) => {
    try {
      process.send({ result: await tasks[task](options) });
    } catch (error) {
      process.send({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.on('disconnect', () => process.exit(0));
  // a terminal's Ctrl-C reaches every process at once; the parent decides when this one ends
  process.on('SIGINT', () => {});
}
