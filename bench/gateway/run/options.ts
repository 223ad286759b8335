import { parseArgs } from 'node:util';
import { GATEWAYS, type Gateway } from '../gateways/gateways.ts';
import { MODES, OPERATIONS, type Mode, type Operation } from '../load/operations.ts';

export type Options = {
  name: string;
  rounds: number;
  seconds: number;
  warmUpSeconds: number;
  connections: number;
  gateways: Gateway[];
  operations: Operation[];
  modes: Mode[];
  /** what to write a processor profile of, instead of comparing */
  profile: { gateway: Gateway; operation: Operation; mode: Mode } | undefined;
};

export const USAGE = `npm run bench:gateway -- [options]
  --name NAME          the results' file name (default: the date)
  --rounds N           rounds per gateway, operation and mode (5)
  --seconds S          how long each round lasts (6)
  --warm-up S          how long each gateway is warmed up under each operation and mode (3)
  --connections N      connections, each with one request at a time and a caller of its own (16)
  --gateways A,B       of ${GATEWAYS.map(({ name }) => name).join(', ')} (all)
  --operations A,B     of ${OPERATIONS.map(({ name }) => name).join(', ')} (all)
  --modes A,B          of ${MODES.join(', ')} (all)
  --profile G:O[:M]    profiles gateway G under operation O in mode M (varied) for --seconds instead`;

function positive(text: string, option: string, least: number): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < least) throw new Error(`--${option} must be at least ${least}.`);
  return value;
}

function chosen<T>(text: string | undefined, all: readonly T[], nameOf: (item: T) => string): T[] {
  if (text === undefined) return [...all];
  return text.split(',').map((name) => {
    const found = all.find((item) => nameOf(item) === name);
    if (found === undefined) throw new Error(`"${name}" is none of ${all.map(nameOf).join(', ')}.`);
    return found;
  });
}

function profiled(text: string | undefined): Options['profile'] {
  if (text === undefined) return undefined;
  const [gatewayName, operationName = '', modeName = 'varied'] = text.split(':');
  const [gateway] = chosen(gatewayName, GATEWAYS, ({ name }) => name);
  const [operation] = chosen(operationName, OPERATIONS, ({ name }) => name);
  const [mode] = chosen(modeName, MODES, (name) => name);
  return gateway && operation && mode && { gateway, operation, mode };
}

/** Parses the command line. @throws Error that says what is wrong with it */
export function parseOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      name: { type: 'string', default: new Date().toISOString().slice(0, 10) },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '6' },
      'warm-up': { type: 'string', default: '3' },
      connections: { type: 'string', default: '16' },
      gateways: { type: 'string' },
      operations: { type: 'string' },
      modes: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  if (!/^[\w.-]+$/.test(values.name)) throw new Error('--name must be fit for a file name.');
  return {
    name: values.name,
    rounds: Math.round(positive(values.rounds, 'rounds', 1)),
    seconds: positive(values.seconds, 'seconds', 0.1),
    warmUpSeconds: positive(values['warm-up'], 'warm-up', 0),
    connections: Math.round(positive(values.connections, 'connections', 1)),
    gateways: chosen(values.gateways, GATEWAYS, ({ name }) => name),
    operations: chosen(values.operations, OPERATIONS, ({ name }) => name),
    modes: chosen(values.modes, MODES, (name) => name),
    profile: profiled(values.profile),
  };
}
