import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { expect, test } from 'vitest';
import { parseEnv } from '../src/index.ts';
import { startedGateway, type StartedGateway } from './started-gateway.ts';
import { subgraphsAt } from './subgraphs-at.ts';

const LOGIN = {
  document: '# Log in as:\n#   player <player@arena.example>\nmutation Login { login { accessToken } }',
  variables: { input: { login: "the player's" } },
};

/** What Apollo Sandbox opens with in a browser that opens the graph. */
async function openedInBrowser({ url }: StartedGateway): Promise<Record<string, unknown>> {
  const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
  const page = await fetch(`${url}/graphql`, { headers: { accept } });
  expect(page.headers.get('content-type')).toContain('text/html');
  const html = await page.text();
  expect(html).toContain('new window.EmbeddedSandbox');
  const [, config = ''] = /embeddedSandboxConfig = (\{.*\});/.exec(html) ?? [];
  return JSON.parse(config).initialState;
}

test('a browser gets Apollo Sandbox in development, with its own example', async () => {
  await using gateway = await startedGateway();
  expect(await openedInBrowser(gateway)).not.toHaveProperty('document');
});

test('Sandbox opens with the operation that is made ready, to the letter', async () => {
  await using gateway = await startedGateway({ env: { LANDING_PAGE: JSON.stringify(LOGIN) } });
  expect(await openedInBrowser(gateway)).toMatchObject(LOGIN);
});

test('Sandbox learns the whole schema, asking from the gateway’s own page with whatever cookies there are', async () => {
  await using gateway = await startedGateway();
  const own = { origin: gateway.url, cookie: 'of=something else on this machine' };
  const query = getIntrospectionQuery({
    ...{ specifiedByUrl: true, directiveIsRepeatable: true },
    ...{ schemaDescription: true, inputValueDeprecation: true },
  });
  const { data, errors } = await gateway.ask(query, {}, own);
  expect(errors).toBeUndefined();
  const schema = buildClientSchema(data as IntrospectionQuery);
  expect(Object.keys(schema.getMutationType()?.getFields() ?? {})).toContain('login');
});

test.each(['login', '{}', '{"document": ""}', '{"document": "{ me { id } }", "headers": {}}'])(
  'a gateway does not start with a landing page of %s',
  (text) => {
    expect(() => parseEnv({ ...subgraphsAt('http://u'), LANDING_PAGE: text })).toThrow(
      'LANDING_PAGE: must be JSON with a document and its variables',
    );
  },
);
