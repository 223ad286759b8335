import { demoLogins } from '../seed/people.ts';
import type { Settings } from './settings.ts';
import type { Arena } from './start-arena.ts';

const QUERY = `{
    tournaments {
      nodes { name status organizer { username } staff { user { displayName } role } }
    }
  }`;

/** What the person who started Arena needs to know. */
export function welcome(arena: Arena, settings: Settings, seconds: number): string {
  const places = [
    ['graph', `${arena.url}/graphql (in a browser: Apollo Sandbox, ready to log in)`],
    ['health', `${arena.url}/health/ready`],
    ...arena.places,
  ].map(([name, place]) => `  ${name?.padEnd(8)}${place}`);
  return [
    '',
    `Arena is ready (${settings.mode} mode, ${seconds.toFixed(1)} s).`,
    ...places,
    '',
    ...demoLogins(),
    '',
    'A query to paste:',
    `  ${QUERY}`,
    '',
    'Ctrl-C stops everything.',
  ].join('\n');
}
