import { parse } from 'yaml';
import { narrowings } from './compatibility.ts';
import { eventSchemas } from './document.ts';
import type { JsonSchema } from './json-schema.ts';

type CommittedDocument = { components: { messages: Record<string, { payload: JsonSchema }> } };

/**
 * Why messages written under the committed document might not parse under the catalogue as it is now, by event
 * and version. A new version of an event starts anew.
 */
export function incompatibilities(committed: string): string[] {
  const { messages } = (parse(committed) as CommittedDocument).components;
  return Object.entries(eventSchemas()).flatMap(([key, schema]) => {
    const before = messages[key]?.payload;
    return before ? narrowings(before, schema).map((fault) => `${key}: ${fault}`) : [];
  });
}
