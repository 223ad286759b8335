import type { App } from '../app.ts';
import * as store from '../db/catalogue-store.ts';
import type { CategoryRow, GameRow } from '../db/schema.ts';

/** Every category, by code. */
export const listCategories = ({ db }: App): Promise<CategoryRow[]> => store.listCategories(db);

/** Every game, by name. */
export const listGames = ({ db }: App): Promise<GameRow[]> => store.listGames(db);
