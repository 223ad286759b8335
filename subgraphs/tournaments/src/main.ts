import { runService } from '@arena/subgraph-kit';
import { parseEnv, start } from './index.ts';

await runService('tournaments', parseEnv, start);
