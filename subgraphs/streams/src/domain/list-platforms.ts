import type { App } from '../app.ts';
import * as store from '../db/platform-store.ts';
import type { PlatformRow } from '../db/schema.ts';

/** Every platform, by name. */
export const listPlatforms = ({ db }: App): Promise<PlatformRow[]> => store.listPlatforms(db);
