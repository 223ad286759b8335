/** A request that no honest client sends, and how it is refused. */
export type Attack = {
  name: string;
  method: 'GET' | 'POST';
  /** what comes after the question mark */
  search?: string;
  headers: Record<string, string>;
  body?: string;
  status: number;
  code: string;
  /** of the error, where it has one */
  reason?: string;
};

type Refusal = Pick<Attack, 'status' | 'code' | 'reason'>;

const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };

const times = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');

const posted = (name: string, query: string, refusal: Refusal, variables: object = {}): Attack => ({
  name,
  method: 'POST',
  headers: JSON_HEADERS,
  body: JSON.stringify({ query, variables }),
  ...refusal,
});

const limit = (reason: string): Refusal => ({ status: 400, code: 'LIMIT_EXCEEDED', reason });

const INVALID: Refusal = { status: 400, code: 'GRAPHQL_VALIDATION_FAILED' };

/** Fields within fields, `depth` levels of them, all but the last two going round from tournament to staff. */
const nested = (depth: number): string => {
  const round = ['organizer', 'organizedTournaments', 'nodes'];
  const levels = Array.from({ length: depth - 2 }, (_, index) => round[index % 3] as string);
  return `{ tournament(id: "1") { ${levels.join(' { ')} { id ${'}'.repeat(depth)}`;
};

/**
 * What is thrown at gateways, on Arena's graph: each to be refused before any subgraph is called.
 * @see https://cheatsheetseries.owasp.org/cheatsheets/GraphQL_Cheat_Sheet.html
 */
export const ATTACKS: readonly Attack[] = [
  posted('an operation 13 levels deep', nested(13), limit('DEPTH')),
  posted('31 aliases', `{ me { ${times(31, (i) => `a${i}: id`)} } }`, limit('ALIASES')),
  posted('500 repeated fields', `{ me { ${times(500, () => 'id')} } }`, limit('HEIGHT')),
  posted('21 root fields', `{ ${times(21, () => '__typename')} }`, limit('ROOT_FIELDS')),
  posted('500 repeated directives', `{ me { id ${times(500, () => '@skip(if: false)')} } }`, limit('TOKENS')),
  posted('51 directives', `{ me { id ${times(51, () => '@skip')} } }`, limit('DIRECTIVES')),
  posted('5 000 tokens', `{ me { ${times(5_000, () => 'id')} } }`, limit('TOKENS')),
  posted('10 000 comments', `{ me { id } }\n${'#\n'.repeat(10_000)}`, limit('CHARACTERS')),
  posted(
    'a large fragment behind another of its name',
    `{ me { ...F } } fragment F on Account { ${times(430, () => 'id')} } fragment F on Account { id }`,
    limit('HEIGHT'),
  ),
  posted(
    'fragments that double each other',
    `{ me { ...F0 } } ${times(30, (i) => `fragment F${i} on Account { id ...F${i + 1} ...F${i + 1} }`)} fragment F30 on Account { id }`,
    limit('HEIGHT'),
  ),
  posted(
    'a fragment that nobody spreads, of 600 fields',
    `{ me { id } } fragment F on Account { ${times(600, () => 'id')} }`,
    limit('HEIGHT'),
  ),
  posted(
    'fragments in a circle',
    '{ me { ...A } } fragment A on Account { ...B } fragment B on Account { ...A }',
    INVALID,
  ),
  posted(
    'a fragment named __schema that hides a depth of 14',
    `{ ...__schema } fragment __schema on Query ${nested(14)}`,
    limit('DEPTH'),
  ),
  posted('a page of 99999999', '{ tournaments(first: 99999999) { nodes { id } } }', {
    status: 400,
    code: 'BAD_USER_INPUT',
  }),
  posted(
    'a page of 99999999 in a variable',
    'query ($n: Int) { tournaments(first: $n) { nodes { id } } }',
    { status: 400, code: 'BAD_USER_INPUT' },
    { n: 99999999 },
  ),
  posted(
    'pages of pages',
    '{ tournaments(first: 100) { nodes { organizer { organizedTournaments(first: 100) { nodes { id } } } } } }',
    { status: 400, code: 'COST_EXCEEDED' },
  ),
  posted(
    'ten logins in one operation',
    `mutation { ${times(10, (i) => `a${i}: login(input: { login: "zoe", password: "guess ${i}" }) { accessToken }`)} }`,
    { status: 429, code: 'RATE_LIMITED' },
  ),
  {
    ...posted('', '', limit('VARIABLES_DEPTH')),
    name: 'variables nested 100 000 deep',
    body: `{"query":"mutation ($s: [SaleStageInput!]!) { setSaleStages(tournamentId: 1, stages: $s) { id } }","variables":{"s":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
  },
  {
    name: 'a batch of ten',
    method: 'POST',
    headers: JSON_HEADERS,
    body: JSON.stringify(Array.from({ length: 10 }, () => ({ query: '{ me { id } }' }))),
    status: 400,
    code: 'BAD_REQUEST',
  },
  {
    name: 'a body of 2 MB',
    method: 'POST',
    headers: JSON_HEADERS,
    body: JSON.stringify({ query: `{ me { id } } # ${'x'.repeat(2_097_152)}` }),
    status: 413,
    code: 'LIMIT_EXCEEDED',
  },
  {
    name: 'a mutation by GET',
    method: 'GET',
    search: `query=${encodeURIComponent('mutation { logoutEverywhere }')}`,
    headers: { accept: 'application/graphql-response+json' },
    status: 405,
    code: 'BAD_REQUEST',
  },
  {
    name: 'a query by an image on a foreign page',
    method: 'GET',
    search: `query=${encodeURIComponent('{ me { id } }')}`,
    headers: { accept: 'image/avif,*/*' },
    status: 400,
    code: 'BAD_REQUEST',
  },
  {
    name: 'a form of a foreign page, as text/plain',
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: JSON.stringify({ query: 'mutation { logoutEverywhere }' }),
    status: 400,
    code: 'BAD_REQUEST',
  },
  {
    name: 'a foreign origin with cookies',
    method: 'POST',
    headers: { ...JSON_HEADERS, origin: 'https://evil.example', cookie: 'session=1' },
    body: JSON.stringify({ query: 'mutation { logoutEverywhere }' }),
    status: 403,
    code: 'FORBIDDEN',
    reason: 'FOREIGN_ORIGIN',
  },
];
