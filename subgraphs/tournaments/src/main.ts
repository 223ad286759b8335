import { runEventService } from '@arena/events';
import { parseEnv, start } from './index.ts';

await runEventService('tournaments', parseEnv, start);
