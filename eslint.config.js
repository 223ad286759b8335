import js from '@eslint/js';
import graphqlPlugin from '@graphql-eslint/eslint-plugin';
import tseslint from 'typescript-eslint';

/** Who may import what: subgraphs meet only in the graph, and only dev/ and e2e/ see every service. */
const forbid = (...patterns) => [
  'error',
  { patterns: patterns.map(([group, message]) => ({ group, message })) },
];

const OTHER_SUBGRAPHS = [
  [
    '@arena/users',
    '@arena/tournaments',
    '@arena/tickets',
    '@arena/payments',
    '@arena/streams',
    '@arena/notifications',
    '@arena/gateway',
    '**/{users,tournaments,tickets,payments,streams,notifications,gateway}/src/**',
  ],
  'A subgraph is reached through the graph, never through its code.',
];
const DEEP = [['@arena/*/*'], 'Import a package by its name; what it does not export is its own affair.'];
const TESTING = [['@arena/testing', 'vitest'], 'Only tests use the testing package.'];
const GRAPHQL = [
  ['graphql', 'graphql/*', '@apollo/*', 'dataloader', '**/generated/*', '**/resolvers/*', '**/context.ts'],
  'The domain knows no GraphQL.',
];
const HTTP = [['node:http', 'node:https', 'undici', 'express'], 'The domain knows no HTTP.'];
const QUERIES = [['drizzle-orm', 'drizzle-orm/*', 'postgres'], 'All SQL is in the stores.'];
const SQL = [
  ['drizzle-orm', 'drizzle-orm/*', 'postgres', '**/db/*-store.ts'],
  'SQL lives in the stores; a resolver calls the domain.',
];

const SAYS_WHAT_AND_WHEN = String.raw`/^Use \S[^]*\s\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/`;

export default tseslint.config(
  { ignores: ['node_modules/', '**/generated/', '.arena/', 'coverage/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // returning what ends a handler reads well, and text is measured in code points on purpose
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-non-null-assertion': 'error',
      'no-restricted-imports': forbid(DEEP),
    },
  },
  {
    files: ['**/*.mjs', '*.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  {
    // each test knows the shape of the JSON that it asked for
    files: ['**/test/**/*.ts', 'e2e/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ['packages/**/*.ts'], rules: { 'no-restricted-imports': forbid(DEEP, OTHER_SUBGRAPHS) } },
  {
    files: ['subgraphs/*/src/**/*.ts', 'gateway/src/**/*.ts'],
    rules: { 'no-restricted-imports': forbid(DEEP, OTHER_SUBGRAPHS, TESTING) },
  },
  {
    files: ['subgraphs/*/src/domain/**/*.ts'],
    rules: { 'no-restricted-imports': forbid(DEEP, OTHER_SUBGRAPHS, TESTING, GRAPHQL, HTTP, QUERIES) },
  },
  {
    files: ['subgraphs/*/src/resolvers/**/*.ts'],
    rules: { 'no-restricted-imports': forbid(DEEP, OTHER_SUBGRAPHS, TESTING, SQL) },
  },
  {
    files: ['subgraphs/*/schema.graphql', 'packages/subgraph-kit/sdl/*.graphql'],
    languageOptions: { parser: graphqlPlugin.parser },
    plugins: { '@graphql-eslint': graphqlPlugin },
    rules: {
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          DirectiveDefinition: true,
        },
      ],
      '@graphql-eslint/naming-convention': [
        'error',
        {
          types: 'PascalCase',
          FieldDefinition: 'camelCase',
          InputValueDefinition: 'camelCase',
          Argument: 'camelCase',
          EnumValueDefinition: 'UPPER_CASE',
        },
      ],
      '@graphql-eslint/no-hashtag-description': 'error',
      '@graphql-eslint/description-style': ['error', { style: 'inline' }],
      '@graphql-eslint/require-deprecation-reason': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: `Directive[name.value=deprecated] > Argument[name.value=reason] > StringValue:not([value=${SAYS_WHAT_AND_WHEN}])`,
          message:
            'Begin the reason of a deprecation with what to use instead, and end it with the date after which it may go, as in "Use teams. May go after 2026-12-31".',
        },
      ],
    },
  },
);
