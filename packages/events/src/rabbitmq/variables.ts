import { urlVariable } from '@arena/subgraph-kit';
import { z } from 'zod';

/** What a process reads to reach RabbitMQ. */
export const busVariables = {
  AMQP_URL: urlVariable('amqp', 'amqps'),
  BUS_PREFIX: z
    .string()
    .regex(/^[\w.-]{0,60}$/, 'must be of letters, digits, dots, hyphens and underscores')
    .default(''),
};
