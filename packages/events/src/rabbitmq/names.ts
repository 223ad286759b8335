/** What exchanges and queues are called on a broker that may be shared: each name begins with the prefix. */
export const brokerNames = (prefix: string) => ({
  events: `${prefix}arena.events`,
  queue: (queue: string) => `${prefix}${queue}`,
  dead: (queue: string) => `${prefix}${queue}.dead`,
  /** both the exchange and the queue in which a message waits for its next try */
  retry: (delayMs: number) => `${prefix}arena.retry.${delayMs}`,
  requests: (name: string) => `${prefix}requests.${name}`,
});

export type BrokerNames = ReturnType<typeof brokerNames>;
