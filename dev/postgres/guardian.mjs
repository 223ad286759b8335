// Stops PostgreSQL when told to, or when the process that started it is gone, however it went.
// Runs detached, so that a terminal's Ctrl-C does not reach it; plain JavaScript, so that it starts at once.
import { spawnSync } from 'node:child_process';

const [pgCtl, cluster, uid, gid] = process.argv.slice(2);
const runAs = uid ? { uid: Number(uid), gid: Number(gid) } : {};

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

process.on('disconnect', () => {
  spawnSync(pgCtl, ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '60'], { ...runAs, cwd: '/' });
});
