import type { App } from '../app.ts';
import { turnMailsOff } from '../db/preference-store.ts';
import { channelsByDefault, type Kind } from './kinds.ts';

/** Sends somebody no more mails of a kind, which is none that keeps their account safe; in the app they are told as before. */
export const unsubscribe = ({ db }: App, { userId, kind }: { userId: string; kind: Kind }): Promise<void> =>
  turnMailsOff(db, { userId, kind, inApp: channelsByDefault(kind).inApp });
