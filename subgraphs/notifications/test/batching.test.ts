import { newId } from '@arena/subgraph-kit';
import { person } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { broadcasts, matches, notifications, tournaments } from '../src/db/schema.ts';
import { accountOf, startNotifications, type StartedNotifications } from './started-notifications.ts';

let started: StartedNotifications;
beforeAll(async () => {
  started = await startNotifications();
});
afterAll(() => started[Symbol.asyncDispose]());

const me = person();

/** Notifications of so many tournaments and matches, and so much that is told to all. */
async function addNotifications(count: number): Promise<void> {
  const createdAt = new Date();
  for (let index = 0; index < count; index += 1) {
    const [tournamentId, matchId] = [newId(), newId()];
    await started.db.insert(tournaments).values({ id: tournamentId, name: `Open ${index}` });
    await started.db.insert(matches).values({ id: matchId, tournamentId, name: `Final ${index}` });
    const row = { params: {}, tournamentId, createdAt };
    await started.db.insert(notifications).values({
      ...row,
      ...{ id: newId(), userId: me.userId, kind: 'MATCH_CANCELED', matchId, eventKey: newId() },
    });
    await started.db.insert(broadcasts).values({
      ...row,
      ...{ id: newId(), kind: 'TOURNAMENT_CREATED', eventKey: newId(), at: createdAt },
      params: { startsAt: '2030-01-10T10:00:00.000Z' },
    });
  }
}

const FIELDS = `
  unreadNotificationCount notificationPreferences { kind channels }
  notifications(first: 100) { totalCount pageInfo { hasNextPage } nodes {
    id kind title body readAt tournament { id } match { id } ticket { id } } }`;

async function statementsFor(fields: string) {
  started.adapters.statements.splice(0);
  const { account, errors } = await accountOf(started, me, fields);
  expect(errors).toBeUndefined();
  return { statements: started.adapters.statements.splice(0), account };
}

test('one statement per type and level: sixty notifications cost as many as six', async () => {
  await addNotifications(3);
  const few = await statementsFor(FIELDS);
  expect(few.account.notifications.totalCount).toBe(6);
  await addNotifications(27);
  const many = await statementsFor(FIELDS);
  expect(many.account.notifications.totalCount).toBe(60);
  expect(many.statements).toHaveLength(few.statements.length);
  // the list, its count, what is unread, preferences, the reader, tournaments, matches
  expect(few.statements).toHaveLength(7);
});

test('notifications by their ids are one statement, whether told to one or to all', async () => {
  const { account } = await statementsFor('notifications(first: 100) { nodes { id } }');
  const ids: string[] = account.notifications.nodes.map(({ id }: { id: string }) => id);
  started.adapters.statements.splice(0);
  const { data } = await started.ask(me)(
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Notification { id kind } } }`,
    { of: ids.map((id) => ({ __typename: 'Notification', id })) },
  );
  expect(data._entities.map(({ id }: { id: string }) => id)).toEqual(ids);
  expect(started.adapters.statements.splice(0)).toHaveLength(1);
});

test('what nobody asks for is not looked up', async () => {
  expect(
    (await statementsFor('notifications { nodes { id readAt tournament { id } } }')).statements,
  ).toHaveLength(1);
});
