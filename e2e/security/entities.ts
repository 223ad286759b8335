import { readSubgraphSdl } from '@arena/subgraph-kit';
import { askAs, type Ask } from '@arena/testing';
import { decodeJwt } from 'jose';
import { Kind, type ObjectTypeDefinitionNode } from 'graphql';
import { SUBGRAPHS, type SubgraphName } from '../../dev/run/stack-env.ts';
import type { Member, StartedArena } from '../started-arena.ts';
import { outcomeOf } from './outcome.ts';
import type { Belongings, Scene } from './scene.ts';

type Entity = {
  /** how a client comes to it: a field of Query, or of Mutation where that is said */
  way: string;
  idOf: (scene: Scene, belongings: Belongings) => string;
};

/** Every entity, and a field of one that another of its kind shows better. */
export const entities: Record<string, Entity> = {
  User: { way: 'user(id: $id)', idOf: ({ people }) => people.player.id },
  Account: { way: 'me', idOf: ({ people }) => people.player.id },
  Tournament: { way: 'tournament(id: $id)', idOf: (_, { tournamentId }) => tournamentId },
  Match: { way: 'match(id: $id)', idOf: (_, { matchId }) => matchId },
  Team: { way: 'team(id: $id)', idOf: (_, { teamId }) => teamId },
  Ticket: { way: 'ticket(id: $id)', idOf: (_, { ticketId }) => ticketId },
  'Ticket.match': { way: 'ticket(id: $id)', idOf: (_, { viewId }) => viewId },
  'Ticket.checkout': { way: 'ticket(id: $id)', idOf: (_, { viewId }) => viewId },
  Checkout: { way: 'checkout(id: $id)', idOf: (_, { paidCheckoutId }) => paidCheckoutId },
  Stream: { way: 'stream(id: $id)', idOf: (_, { streamId }) => streamId },
  Notification: {
    way: 'mutation markNotificationRead(id: $id)',
    idOf: (_, { notificationId }) => notificationId,
  },
  'Checkout.paymentUrl': { way: 'checkout(id: $id)', idOf: (_, { openCheckoutId }) => openCheckoutId },
};

/** What a client is answered who asks for a field of the thing with this id, and of no other. */
export async function throughGateway(ask: Ask, way: string, id: string, selection: string): Promise<string> {
  const [, operation = 'query', field] = /^(mutation)? ?(.+)$/.exec(way) ?? [];
  const head = way.includes('$id') ? `${operation} ($id: ID!)` : operation;
  const answer = await ask(`${head} { thing: ${field} { id ${selection} } }`, { id });
  const thing = answer.data?.thing?.id === id ? answer.data.thing : null;
  return outcomeOf(answer, thing && thing.value);
}

/** What a subgraph answers to the gateway that asks for it by reference for somebody. */
export async function byReference(
  arena: StartedArena,
  subgraph: SubgraphName,
  asker: Member | null,
  reference: { __typename: string; id: string },
  selection: string,
): Promise<string> {
  const { sid, scope } = asker ? decodeJwt<{ sid: string; scope: string }>(asker.accessToken) : {};
  const identity = asker
    ? { userId: asker.id, sessionId: sid as string, scopes: (scope as string).split(' ').filter(Boolean) }
    : undefined;
  const { url } = arena.stack.subgraphs[subgraph];
  const answer = await askAs(
    url,
    subgraph,
    identity,
  )(
    `query ($references: [_Any!]!) { _entities(representations: $references) { ... on ${reference.__typename} { ${selection} } } }`,
    { references: [reference] },
  );
  return outcomeOf(answer, answer.data._entities[0]?.value);
}

const isEntity = ({ directives = [] }: ObjectTypeDefinitionNode): boolean =>
  directives.some(
    ({ name, arguments: given = [] }) =>
      name.value === 'key' &&
      !given.some((argument) => argument.value.kind === Kind.BOOLEAN && !argument.value.value),
  );

/** Who only adds to a private entity, of which they know nothing but the id that they are asked with. */
const ADDED_TO_BY: Record<string, SubgraphName> = { Ticket: 'payments' };

/** The subgraphs that resolve references to an entity and can tell something of it by this field. */
export const resolvedBy = (entity: string, field: string): SubgraphName[] =>
  SUBGRAPHS.filter((subgraph) => field !== 'id' || ADDED_TO_BY[entity] !== subgraph).filter((subgraph) =>
    readSubgraphSdl(new URL(`../../subgraphs/${subgraph}/schema.graphql`, import.meta.url)).definitions.some(
      (definition) =>
        definition.kind === Kind.OBJECT_TYPE_DEFINITION &&
        definition.name.value === entity &&
        isEntity(definition) &&
        definition.fields?.some(({ name }) => name.value === field),
    ),
  );
