import { readFileSync } from 'node:fs';
import { DEMO_PASSWORD, demoLogins } from '../seed/people.ts';

const login = new URL('../../schema/operations/login.graphql', import.meta.url);

const HOW_TO = [
  'Run this to log in as the demo player, or put another login into the variables. Then send this header',
  'with whatever you ask: Authorization: Bearer <accessToken>',
  '',
  ...demoLogins(),
];

/** What Apollo Sandbox opens with: the clients' login with the variables of a demo login, and a list of the others. */
export const sandboxLogin = () => ({
  document: [...HOW_TO.map((line) => `# ${line}`.trimEnd()), readFileSync(login, 'utf8')].join('\n'),
  variables: { input: { login: 'player@arena.example', password: DEMO_PASSWORD } },
});
