import { runEventService } from '@arena/events';
import { withLive } from '@arena/live';
import { parseEnv, start } from './index.ts';
import { withPresence } from './presence/with-presence.ts';

await runEventService('streams', parseEnv, withLive(withPresence(start)));
