import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, isObjectType, type GraphQLField, type GraphQLObjectType } from 'graphql';
import { eventually } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { personalFields } from '../../gateway/src/execution/personal-fields.ts';
import { documentOf, selecting } from './document-of.ts';
import { byReference, entities, resolvedBy, throughGateway } from './entities.ts';
import { firstEvent } from './first-event.ts';
import { liveFields } from './live-fields.ts';
import { outcomeOf } from './outcome.ts';
import { readMatrix, ROLES, type Role, type Row } from './read-matrix.ts';
import { rootFields } from './root-fields.ts';
import { startedScene, type Belongings, type Scene } from './scene.ts';

const read = (name: string) => readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8');
const api = buildSchema(read('api.graphql'));
const supergraph = buildSchema(read('supergraph.graphql'), { assumeValidSDL: true });

const roots = [api.getQueryType(), api.getMutationType(), api.getSubscriptionType()].filter(
  (type) => type !== null && type !== undefined,
);
const fieldsOf = (type: GraphQLObjectType) => Object.values(type.getFields());
const objectOf = (type: string) => api.getType(type) as GraphQLObjectType;
const fieldAt = (type: string, field: string): GraphQLField<unknown, unknown> =>
  objectOf(type).getFields()[field] as GraphQLField<unknown, unknown>;

/** All fields of a type that is personal as a whole, by what alone leads to it. */
const allOf = (type: string, ways: string[]): Record<string, string[]> =>
  Object.fromEntries(fieldsOf(objectOf(type)).map(({ name }) => [`${type}.${name}`, ways]));

/** Personal fields of what is no entity, by what alone leads to them. */
const WITHIN: Record<string, string[]> = {
  'DeviceSession.current': ['Account.sessions'],
  'Session.account': [
    'Mutation.register',
    'Mutation.login',
    'Mutation.refreshSession',
    'Mutation.changePassword',
    'Mutation.resetPassword',
  ],
  ...allOf('TransactionConnection', ['Account.transactions']),
  ...allOf('TransactionEdge', ['TransactionConnection.edges']),
  ...allOf('Transaction', ['TransactionConnection.nodes', 'TransactionEdge.node']),
  ...allOf('NotificationConnection', ['Account.notifications']),
  ...allOf('NotificationEdge', ['NotificationConnection.edges']),
  ...allOf('NotificationPreference', [
    'Account.notificationPreferences',
    'Mutation.updateNotificationPreferences',
  ]),
};

const matrix = readMatrix();
const isRoot = ({ coordinate }: Row) => roots.some(({ name }) => coordinate.startsWith(`${name}.`));
const isLive = ({ coordinate }: Row) => coordinate.startsWith('Subscription.');

let scene: Scene;
let belongings: Belongings;
beforeAll(async () => {
  scene = await startedScene();
  belongings = await scene.newBelongings();
});
afterAll(() => scene[Symbol.asyncDispose]());

/** What a question answers to each role; all ask at once, so that no answer may go to another of them. */
async function outcomes(ask: (role: Role) => Promise<string>): Promise<Record<Role, string>> {
  const found = await Promise.all(ROLES.map(async (role) => [role, await ask(role)] as const));
  return Object.fromEntries(found) as Record<Role, string>;
}

test('what is to be listed is listed once, and nothing else', () => {
  const isEntity = (name: string) =>
    supergraph
      .getType(name)
      ?.astNode?.directives?.some(
        (directive) =>
          directive.name.value === 'join__type' &&
          directive.arguments?.some((argument) => argument.name.value === 'key'),
      );
  const objects = Object.values(api.getTypeMap()).filter(isObjectType);
  const personal = [...personalFields(supergraph)].filter((coordinate) => coordinate.includes('.'));
  const toBeListed = new Set([
    ...roots.flatMap((root) => fieldsOf(root).map(({ name }) => `${root.name}.${name}`)),
    ...objects.map(({ name }) => name).filter(isEntity),
    ...personal,
  ]);
  const listed = [...matrix.map(({ coordinate }) => coordinate), ...Object.keys(WITHIN)];
  expect(listed.sort()).toEqual([...toBeListed].sort());
});

test.each(Object.entries(WITHIN))('nothing but what is listed leads to %s', (coordinate, ways) => {
  const [type] = coordinate.split('.');
  const leading = Object.values(api.getTypeMap())
    .filter(isObjectType)
    .flatMap((parent) =>
      fieldsOf(parent)
        .filter((field) => getNamedType(field.type).name === type)
        .map((field) => `${parent.name}.${field.name}`),
    );
  expect(leading.sort()).toEqual([...ways].sort());
});

/** What changes who is signed in, or whether they may, and what counts all that somebody has open. */
const ALONE = new Set(
  [
    ...['login', 'refreshSession', 'logout', 'logoutEverywhere', 'endSession', 'changePassword'],
    ...['suspendUser', 'reinstateUser', 'donate'],
  ].map((name) => `Mutation.${name}`),
);
const isAlone = ({ coordinate }: Row) => ALONE.has(coordinate);

async function asksRoot({ coordinate, owner, expected }: Row): Promise<void> {
  const [root, name] = coordinate.split('.') as [string, string];
  const newVariables = async () => (await rootFields[coordinate]?.(scene, belongings)) ?? {};
  // whoever may change it has something of their own to change; the others are refused the same thing
  let refused: ReturnType<typeof newVariables> | undefined;
  const found = await outcomes(async (role) => {
    const variables = await (expected[role] === 'allowed' ? newVariables() : (refused ??= newVariables()));
    const document = documentOf(root, fieldAt(root, name), variables);
    const answer = await scene.askAs(role, owner)(document, variables);
    return outcomeOf(answer, answer.data?.[name]);
  });
  if (coordinate === 'Mutation.logoutEverywhere') await scene.signAllIn();
  expect(found).toEqual(expected);
}

const asked = matrix.filter((row) => isRoot(row) && !isLive(row));
test.each(asked.filter(isAlone))('$coordinate', asksRoot);
test.concurrent.each(asked.filter((row) => !isAlone(row)))('$coordinate', asksRoot);

test.concurrent.each(matrix.filter(isLive))('$coordinate', async ({ coordinate, owner, expected }) => {
  const name = coordinate.replace('Subscription.', '');
  const live = await liveFields[coordinate]?.(scene, belongings);
  if (!live) throw new Error(`Nobody has said how ${name} comes to tell anything`);
  const document = documentOf('Subscription', fieldAt('Subscription', name), live.variables);
  const state = { found: undefined as Record<Role, string> | undefined };
  const asking = outcomes(async (role) => {
    const token = scene.memberAs(role, owner)?.accessToken;
    const answer = await firstEvent(scene.arena.url, token, document, live.variables);
    return outcomeOf(answer, answer.data?.[name]);
  }).then((found) => (state.found = found));
  // what happens before somebody listens is not told to them
  await eventually(live.happen, () => state.found !== undefined);
  expect(await asking).toEqual(expected);
});

test.concurrent.each(matrix.filter((row) => !isRoot(row)))(
  '$coordinate',
  async ({ coordinate, owner, expected }) => {
    const [type, name = 'id'] = coordinate.split('.') as [string, string?];
    const entity = entities[coordinate] ?? entities[type];
    if (!entity) throw new Error(`Nobody has said how to come to a ${type}`);
    const id = entity.idOf(scene, belongings);
    const selection = `value: ${selecting(fieldAt(type, name))}`;
    expect(
      await outcomes((role) => throughGateway(scene.askAs(role, owner), entity.way, id, selection)),
      'through the gateway',
    ).toEqual(expected);

    const subgraphs = resolvedBy(type, name);
    expect(subgraphs).not.toEqual([]);
    const behindGateway = Object.fromEntries(
      Object.entries(expected).map(([role, outcome]) => [role, outcome === 'allowed' ? outcome : 'null']),
    );
    for (const subgraph of subgraphs) {
      const reference = { __typename: type, id };
      expect(
        await outcomes((role) =>
          byReference(scene.arena, subgraph, scene.memberAs(role, owner), reference, selection),
        ),
        `by reference of ${subgraph}`,
      ).toEqual(behindGateway);
    }
  },
);
