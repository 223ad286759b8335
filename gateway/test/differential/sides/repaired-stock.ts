import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { compileFunction } from 'node:vm';
import type { executeQueryPlan } from '@apollo/gateway';

type Repair = { reason: string; from: string; to: string };

const EXECUTION: readonly Repair[] = [
  {
    reason: 'It numbers the entities of a call by the objects of the list, ...',
    from: 'const representationToEntity = [];',
    to: 'const representationToEntity = (currentCursor.sent = []);',
  },
  {
    reason: '... also those that made no representation, so that errors show at the wrong objects.',
    from: 'hydratedPaths[errorPath[1]]',
    to: 'hydratedPaths[cursor.sent[errorPath[1]]]',
  },
  {
    reason:
      'It takes the name of an interface, which is what a subgraph knows that has it as an object, for the ' +
      "entity's type in place of the one that it knows already, and then has no object.",
    from: 'if (receivedEntity && !receivedEntity["__typename"]) {',
    to: 'if (receivedEntity && (!receivedEntity["__typename"] || graphql_1.isInterfaceType(context.supergraphSchema.getType(receivedEntity["__typename"])))) {',
  },
];

const SHAPING: readonly Repair[] = [
  {
    reason:
      "Of an object without __typename it takes a fragment's condition for the type, though the field's type " +
      'says more, and leaves out what is in a fragment within.',
    from: 'parentType: (_d = fragment.typeCondition) !== null && _d !== void 0 ? _d : parentType,',
    to: 'parentType: federation_internals_1.isObjectType(parentType) ? parentType : (_d = fragment.typeCondition) !== null && _d !== void 0 ? _d : parentType,',
  },
];

const REWRITES: readonly Repair[] = [
  {
    reason: 'It does not give 0, false or an empty string back the name that the plan took from it.',
    from: 'if (objAtPath) {',
    to: 'if (objAtPath !== undefined) {',
  },
];

const MERGING: readonly Repair[] = [
  {
    reason:
      'Of lists within lists it keeps those that came last, and loses what another subgraph told of the same.',
    from: 'target[key][i] = source[key][i];',
    to: 'target[key][i] = [target[key][i], source[key][i]].every(Array.isArray) ? deepMerge({ of: target[key][i] }, { of: source[key][i] }).of : source[key][i];',
  },
];

const installed = createRequire(createRequire(import.meta.url).resolve('@apollo/gateway'));

/** Loads an installed module with some of its text replaced, and with modules of its own choice. */
function load(file: string, repairs: readonly Repair[], modules: Record<string, unknown> = {}): unknown {
  const path = installed.resolve(file);
  const source = repairs.reduce(
    (text, { from, to }) => {
      if (text.split(from).length !== 2) throw new Error(`${path} has not exactly one: ${from}`);
      return text.replace(from, to);
    },
    readFileSync(path, 'utf8'),
  );
  const exports = {};
  const near = createRequire(path);
  const require = (name: string): unknown => modules[name] ?? near(name);
  compileFunction(source, ['exports', 'require', '__dirname'], { filename: path })(
    exports,
    require,
    dirname(path),
  );
  return exports;
}

/**
 * The stock executor without the errors of its own that ours does not have. Everything else is the installed code.
 * @throws Error when the installed code is no longer the one that this repairs
 */
export function repairedStock(): typeof executeQueryPlan {
  const execution = load('./executeQueryPlan.js', EXECUTION, {
    './utilities/deepMerge': load('./utilities/deepMerge.js', MERGING),
    './resultShaping': load('./resultShaping.js', SHAPING),
    './dataRewrites': load('./dataRewrites.js', REWRITES),
  });
  return (execution as { executeQueryPlan: typeof executeQueryPlan }).executeQueryPlan;
}
