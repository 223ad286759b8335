import { createHash, randomBytes } from 'node:crypto';
import { brokerNames } from '@arena/events';
import { BROKER_SERVICES, permissionsOf, type BrokerService } from './permissions.ts';

export type BrokerUser = { name: string; password: string };

/** As RabbitMQ keeps passwords: a salt, and SHA-256 of it and the password. */
function passwordHash(password: string): string {
  const salt = randomBytes(4);
  const digest = createHash('sha256').update(salt).update(password).digest();
  return Buffer.concat([salt, digest]).toString('base64');
}

/** A user for each service with what it may do, as RabbitMQ imports them. */
export function definitions(vhost: string, prefix: string, users: Record<BrokerService, BrokerUser>) {
  const each = BROKER_SERVICES.map((service) => ({
    user: users[service],
    may: permissionsOf(service, prefix),
  }));
  return {
    users: each.map(({ user }) => ({
      name: user.name,
      password_hash: passwordHash(user.password),
      hashing_algorithm: 'rabbit_password_hashing_sha256',
      tags: '',
    })),
    vhosts: [{ name: vhost }],
    permissions: each.map(({ user, may: { configure, write, read } }) => ({
      ...{ user: user.name, vhost, configure, write, read },
    })),
    topic_permissions: each.map(({ user, may: { topics } }) => ({
      ...{ user: user.name, vhost, exchange: brokerNames(prefix).events, ...topics },
    })),
  };
}
