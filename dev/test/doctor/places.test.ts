import { expect, test } from 'vitest';
import { examine } from '../../doctor/examine.ts';
import { findPlaces } from '../../doctor/places.ts';
import { formatJson } from '../../doctor/screen.ts';
import { dataDirectory, freePortBase } from '../started-command.ts';

test('an embedded Arena that does not run is one fault, and all else is not looked at', async () => {
  await using data = await dataDirectory();
  const env = { ARENA_DATA_DIR: data.path, PORT_BASE: String(await freePortBase()) };
  const report = JSON.parse(formatJson(await examine(await findPlaces(env))));
  expect(report).toMatchObject({ ok: false, mode: 'embedded', counts: { fail: 1 } });
  expect(report.groups[1].findings[0]).toMatchObject({ status: 'fail', code: 'arena-not-running' });
});

test('a deployed Arena is found by the variables of its services', async () => {
  const places = await findPlaces({
    NODE_ENV: 'production',
    GATEWAY_URL: 'https://api.arena.example',
    USERS_URL: 'http://users:4001',
    USERS_DATABASE_URL: 'postgres://db-1/users',
    DATABASE_URL: 'postgres://db-2/postgres',
    AMQP_MANAGEMENT_URL: 'http://broker:15672',
    BUS_CONSUMERS: 'tickets',
    KEY_ROTATION_DAYS: '7',
  });
  expect(places).toMatchObject({
    mode: 'services',
    services: {
      gateway: 'https://api.arena.example',
      users: 'http://users:4001',
      tickets: 'http://127.0.0.1:4003',
    },
    databases: { users: 'postgres://db-1/users', tickets: 'postgres://db-2/arena_tickets' },
    bus: { kind: 'rabbitmq', consumers: ['tickets'], managementUrl: 'http://broker:15672' },
    keyRotationDays: 7,
  });
  expect(places.mail, 'a folder there cannot be seen from here').toBeUndefined();
});

test('a wrong variable is told without what it holds', async () => {
  const looking = findPlaces({ SMTP_URL: 'ftp://arena:sesame-open@mail' });
  await expect(looking).rejects.toThrow('SMTP_URL: must be a URL that starts with smtp://');
  await expect(looking).rejects.not.toThrow('sesame-open');
});
