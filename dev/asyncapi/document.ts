import { EVENTS, REQUESTS, routingKey, SUBSCRIPTIONS, type EventName, type RequestName } from '@arena/events';
import { stringify } from 'yaml';
import { toJsonSchema, type JsonSchema } from './json-schema.ts';

const eventNames = Object.keys(EVENTS) as EventName[];
const requestNames = Object.keys(REQUESTS) as RequestName[];

const HEADERS: JsonSchema = {
  type: 'object',
  properties: { 'x-request-id': { type: 'string' }, traceparent: { type: 'string' } },
};

const reference = (path: string) => ({ $ref: `#/${path}` });
const entries = <T>(keys: readonly string[], make: (key: string) => T): Record<string, T> =>
  Object.fromEntries(keys.map((key) => [key, make(key)]));

/** The shape of each version of each event, by its routing key. */
export const eventSchemas = (): Record<string, JsonSchema> =>
  Object.fromEntries(eventNames.map((name) => [routingKey(name), toJsonSchema(EVENTS[name].schema)]));

function eventMessage(name: EventName) {
  return {
    name: routingKey(name),
    summary: EVENTS[name].summary,
    contentType: 'application/json',
    headers: HEADERS,
    payload: toJsonSchema(EVENTS[name].schema),
  };
}

function eventChannels() {
  return Object.fromEntries(
    eventNames.map((name) => {
      const key = routingKey(name);
      const channel = {
        address: key,
        messages: { [key]: reference(`components/messages/${key}`) },
        bindings: {
          amqp: { is: 'routingKey', exchange: { name: 'arena.events', type: 'topic', durable: true } },
        },
      };
      return [key, channel];
    }),
  );
}

function requestChannels() {
  return Object.fromEntries(
    requestNames.map((name) => [
      `requests.${name}`,
      {
        address: `requests.${name}`,
        messages: { [name]: reference(`components/messages/${name}`) },
        bindings: { amqp: { is: 'queue', queue: { name: `requests.${name}`, autoDelete: true } } },
      },
    ]),
  );
}

function operations() {
  const told = Object.fromEntries(
    eventNames.map((name) => [
      `tell.${name}`,
      { action: 'send', channel: reference(`channels/${routingKey(name)}`), summary: EVENTS[name].summary },
    ]),
  );
  const heard = Object.fromEntries(
    SUBSCRIPTIONS.map(({ queue, event }) => [
      `hear.${queue}`,
      {
        action: 'receive',
        channel: reference(`channels/${routingKey(event)}`),
        summary: `Handled from the queue ${queue}.`,
      },
    ]),
  );
  const asked = Object.fromEntries(
    requestNames.map((name) => [
      `ask.${name}`,
      {
        action: 'send',
        channel: reference(`channels/requests.${name}`),
        summary: REQUESTS[name].summary,
        reply: { address: { location: '$message.header#/replyTo' } },
      },
    ]),
  );
  return { ...told, ...heard, ...asked };
}

/** The AsyncAPI document of everything that travels between the domains, as YAML. */
export function asyncApiDocument(): string {
  const messages = {
    ...Object.fromEntries(eventNames.map((name) => [routingKey(name), eventMessage(name)])),
    ...entries(requestNames, (name) => ({
      name,
      summary: REQUESTS[name as RequestName].summary,
      contentType: 'application/json',
      headers: HEADERS,
      payload: toJsonSchema(REQUESTS[name as RequestName].input),
    })),
  };
  const document = {
    asyncapi: '3.0.0',
    info: {
      title: 'Arena between its domains',
      version: '1.0.0',
      description:
        'Events over a topic exchange, and requests by direct reply-to. Generated from the catalogue.',
    },
    defaultContentType: 'application/json',
    channels: { ...eventChannels(), ...requestChannels() },
    operations: operations(),
    components: { messages },
  };
  return stringify(document, { aliasDuplicateObjects: false, lineWidth: 100 });
}
