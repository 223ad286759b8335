import { exitFailed } from '@arena/subgraph-kit';
import { subgraphDatabaseUrl } from '../run/databases.ts';
import { PORT_OFFSETS } from '../run/ports.ts';
import { parseSettings } from '../run/settings.ts';
import { seed } from '../seed/seed.ts';

try {
  const settings = parseSettings(process.env);
  const url = `http://127.0.0.1:${settings.portBase + PORT_OFFSETS.gateway}`;
  await seed(url, await subgraphDatabaseUrl(settings, 'users'), settings.returnUrl);
  console.log('The demo data is there.');
} catch (error) {
  exitFailed(error);
}
