import { readFileSync } from 'node:fs';
import { parse, print } from 'graphql';
import { expect, test } from 'vitest';
import { sandboxLogin } from '../run/sandbox-login.ts';
import { DEMO_PASSWORD, DEMO_PEOPLE } from '../seed/people.ts';

const clientsLogin = readFileSync(new URL('../../schema/operations/login.graphql', import.meta.url), 'utf8');

test('what Sandbox opens with is the clients’ login, for one of the demo people', () => {
  const { document, variables } = sandboxLogin();
  expect(print(parse(document))).toBe(print(parse(clientsLogin)));
  expect(DEMO_PEOPLE.map(({ email }) => email)).toContain(variables.input.login);
  expect(variables.input.password).toBe(DEMO_PASSWORD);
});

test('it names everybody else one may log in as, and the password', () => {
  const lines = sandboxLogin().document.split('\n');
  for (const { email, about } of DEMO_PEOPLE) {
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^# +${email} +${about}$`)));
  }
  expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^# .*${DEMO_PASSWORD}`)));
});
