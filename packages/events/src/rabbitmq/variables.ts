import { urlVariable } from '@arena/subgraph-kit';
import { z } from 'zod';
import { CONSUMERS, type ConsumerName } from '../catalogue/consumers.ts';

const isConsumer = (name: string): name is ConsumerName => Object.hasOwn(CONSUMERS, name);

/** What a process reads to reach RabbitMQ. */
export const busVariables = {
  AMQP_URL: urlVariable('amqp', 'amqps'),
  BUS_PREFIX: z
    .string()
    .regex(/^[\w.-]{0,60}$/, 'must be of letters, digits, dots, hyphens and underscores')
    .default(''),
  /** whose queues there are, where an Arena has not all of its services: all of them when left out */
  BUS_CONSUMERS: z
    .string()
    .transform((text) => text.split(',').map((name) => name.trim()))
    .refine((names) => names.every(isConsumer), `must be of ${Object.keys(CONSUMERS).join(', ')}`)
    .transform((names) => names.filter(isConsumer))
    .optional(),
};
