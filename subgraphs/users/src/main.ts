import { runService } from '@arena/subgraph-kit';
import { parseEnv, start } from './index.ts';

await runService('users', parseEnv, start);
