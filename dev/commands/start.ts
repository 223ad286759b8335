import { exitFailed, stopOnSignal } from '@arena/subgraph-kit';
import { parseSettings } from '../run/settings.ts';
import { startArena } from '../run/start-arena.ts';
import { welcome } from '../run/welcome.ts';

const startedAt = performance.now();

try {
  const settings = parseSettings(process.env);
  const arena = await startArena({
    settings,
    variables: process.env,
    onNotice: (notice) => console.log(notice),
    onExit: (service) => exitFailed(`The service ${service} has ended by itself: see above.`),
  });
  console.log(welcome(arena, settings, (performance.now() - startedAt) / 1000));
  stopOnSignal(async () => {
    console.log('\nStopping ...');
    await arena.stop();
    console.log('Stopped.');
  });
} catch (error) {
  exitFailed(error);
}
