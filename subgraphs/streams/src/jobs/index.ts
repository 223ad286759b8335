import { stopAll, type Running } from '@arena/events';
import type { App } from '../app.ts';
import type { Env } from '../env.ts';
import { keepViewers } from './keep-viewers.ts';
import { sweep } from './sweep.ts';

/** Does what is done again and again while the process runs. */
export const startWork = (app: App, env: Env): Running => stopAll([keepViewers(app, env), sweep(app, env)]);
