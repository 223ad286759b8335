import { defineTopic } from '@arena/live';
import { idSchema } from '@arena/subgraph-kit';
import { z } from 'zod';

const payload = z.object({ notificationId: idSchema });

/** Somebody has been told something; told by the person's id. */
export const notificationReceived = defineTopic('notification-received', payload);

/** Everybody has been told something; told by `EVERYBODY`. */
export const broadcastReceived = defineTopic('broadcast-received', payload);

export const EVERYBODY = 'everybody';
