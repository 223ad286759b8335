import { checkClocks } from './clocks.ts';
import { checkEmbeddedBus } from './embedded-bus.ts';
import { ok, skipped, type Finding } from './finding.ts';
import { checkGraph } from './graph.ts';
import { checkIdentityKey } from './identity-key.ts';
import { checkMail } from './mail.ts';
import { checkNode } from './node-version.ts';
import type { Places } from './places.ts';
import { checkPostgres } from './postgres.ts';
import { checkRabbitMq } from './rabbitmq.ts';
import { checkRedis } from './redis.ts';
import { checkServices } from './services.ts';
import { checkSigningKeys } from './signing-keys.ts';
import { hostOf } from './wording.ts';

export type Group = { name: string; findings: Finding[] };

/** All that was found of one Arena. */
export type Report = { mode: Places['mode']; groups: Group[] };

/** One database of each server. */
function ofEachServer(databases: Places['databases']): string[] {
  const byServer = new Map(Object.values(databases ?? {}).map((url) => [hostOf(url), url]));
  return [...byServer.values()];
}

async function events(bus: Places['bus'], up: Promise<ReadonlySet<string>>): Promise<Finding[]> {
  if (bus.kind === 'rabbitmq') return checkRabbitMq(bus, up);
  return bus.databaseUrl ? checkEmbeddedBus(bus.databaseUrl) : [skipped('bus', 'Arena does not run')];
}

/** Looks at all of an Arena at once; nothing that hangs holds the others up. */
export async function examine(places: Places, now = () => new Date()): Promise<Report> {
  const { databases, redisUrl, bus, services, mode } = places;
  const seeing = checkServices(services, mode === 'embedded');
  const up = seeing.then((seen) => seen.up);
  const groups: Record<string, Promise<Finding[]>> = {
    Machine: Promise.resolve(checkNode()),
    Services: seeing.then(({ findings }) => findings),
    PostgreSQL: databases
      ? checkPostgres(databases)
      : Promise.resolve([skipped('server', 'the embedded one does not run')]),
    Redis: redisUrl
      ? checkRedis(redisUrl)
      : Promise.resolve([ok('server', 'none: what is shared and live is kept in memory')]),
    Events: events(bus, up),
    Clocks: databases
      ? checkClocks({ postgresUrls: ofEachServer(databases), redisUrl, now })
      : Promise.resolve([skipped('PostgreSQL', 'the embedded one does not run')]),
    'Keys, graph, mail': Promise.all([
      checkSigningKeys(
        {
          usersUrl: services.users,
          databaseUrl: databases?.users,
          rotationDays: places.keyRotationDays,
          now,
        },
        up,
      ),
      checkIdentityKey(services.gateway, places.identity, up, mode === 'embedded'),
      checkGraph(services.gateway, up),
      checkMail(places.mail),
    ]).then((found) => found.flat()),
  };
  return {
    mode,
    groups: await Promise.all(
      Object.entries(groups).map(async ([name, findings]) => ({ name, findings: await findings })),
    ),
  };
}
