import { readFileSync } from 'node:fs';
import { buildSchema, getOperationAST, parse } from 'graphql';
import { expect, test } from 'vitest';
import { operationLimits } from '../src/env.ts';
import { parseEnv } from '../src/index.ts';
import { createCostEstimator } from '../src/operation-cost/cost-estimator.ts';
import { checkDocument } from '../src/operation-limits/check-document.ts';
import { manifest } from './persisted-documents/hashed-requests.ts';
import { subgraphsAt } from './subgraphs-at.ts';

const env = parseEnv(subgraphsAt('http://127.0.0.1:1'));

const supergraph = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
const estimate = createCostEstimator(buildSchema(supergraph, { assumeValidSDL: true }), 100);

test.each(manifest.operations)('what clients run stays within the limits: $name', ({ id: hash, body }) => {
  expect(() => checkDocument(body, operationLimits(env))).not.toThrow();
  const document = parse(body);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('The document holds no operation');
  const { cost, faults } = estimate({ document, hash, operation }, {});
  expect(faults).toEqual([]);
  expect(cost).toBeLessThanOrEqual(env.MAX_COST);
});
