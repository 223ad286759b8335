import { runEventService } from '@arena/events';
import { withLive } from '@arena/live';
import { parseEnv, start } from './index.ts';

await runEventService('notifications', parseEnv, withLive(start));
