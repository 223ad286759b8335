import { exitFailed, StartError } from '@arena/subgraph-kit';
import { grantPlatformAdmin } from '@arena/users';
import { subgraphDatabaseUrl } from '../run/databases.ts';
import { parseSettings } from '../run/settings.ts';

const OUTCOMES = {
  granted: 'is a platform administrator now. A new login or refresh carries the scope.',
  already: 'is a platform administrator already.',
};

try {
  const login = process.argv[2];
  if (!login) throw new StartError('Usage: npm run admin:grant -- <e-mail address or username>');
  const outcome = await grantPlatformAdmin(
    await subgraphDatabaseUrl(parseSettings(process.env), 'users'),
    login,
  );
  if (outcome === 'unknown') throw new StartError(`Nobody is registered as ${login}.`);
  console.log(`${login} ${OUTCOMES[outcome]}`);
} catch (error) {
  exitFailed(error);
}
