import type { TestServices } from '@arena/testing';

export type FoundServices = {
  postgresUrl: string;
  services: Pick<TestServices, 'postgresUrl' | 'redis' | 'amqp'>;
  stop: () => Promise<void>;
};

export async function findServices(): Promise<FoundServices> {
  const postgresUrl = process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
  return {
    postgresUrl,
    services: {
      postgresUrl,
      redis: { url: 'redis://127.0.0.1:6379' },
      amqp: { url: 'amqp://127.0.0.1:5672' },
    },
    stop: async () => {},
  };
}
