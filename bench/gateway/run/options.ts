import { parseArgs } from 'node:util';
import { GATEWAYS, type Gateway } from '../gateways/gateways.ts';
import { LOADS, nameOfLoad, OPERATIONS, type Load, type Operation } from '../load/operations.ts';

export type Options = {
  name: string;
  rounds: number;
  seconds: number;
  warmUpSeconds: number;
  gateways: Gateway[];
  operations: Operation[];
  loads: Load[];
  /** what to write a processor profile of, instead of comparing */
  profile: { gateway: Gateway; operation: Operation; load: Load } | undefined;
};

export const USAGE = `npm run bench -- gateways [options]
  --name NAME          the results' file name (gateways)
  --rounds N           rounds per gateway, operation and load (5)
  --seconds S          how long each round lasts (4)
  --warm-up S          how long each gateway is warmed up under each operation and load (2)
  --gateways A,B       of ${GATEWAYS.map(({ name }) => name).join(', ')} (all)
  --operations A,B     of ${OPERATIONS.map(({ name }) => name).join(', ')} (all)
  --loads A,B          of ${LOADS.map(nameOfLoad).join(', ')}: how requests differ, over so many connections (all)
  --quick              one short round of each
  --profile G:O[:L]    profiles gateway G under operation O and load L (varied:16) for --seconds instead`;

const WHOLE = { rounds: '5', seconds: '4', warmUp: '2' };
const QUICK = { rounds: '1', seconds: '1', warmUp: '1' };

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
  const [gatewayName, operationName = '', mode = 'varied', connections = '16'] = text.split(':');
  const [gateway] = chosen(gatewayName, GATEWAYS, ({ name }) => name);
  const [operation] = chosen(operationName, OPERATIONS, ({ name }) => name);
  const [load] = chosen(`${mode}:${connections}`, LOADS, nameOfLoad);
  return gateway && operation && load && { gateway, operation, load };
}

/** Parses the command line. @throws Error that says what is wrong with it */
export function parseOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      name: { type: 'string', default: 'gateways' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      'warm-up': { type: 'string' },
      quick: { type: 'boolean', default: false },
      gateways: { type: 'string' },
      operations: { type: 'string' },
      loads: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  if (!/^[\w.-]+$/.test(values.name)) throw new Error('--name must be fit for a file name.');
  const usual = values.quick ? QUICK : WHOLE;
  return {
    name: values.name,
    rounds: Math.round(positive(values.rounds ?? usual.rounds, 'rounds', 1)),
    seconds: positive(values.seconds ?? usual.seconds, 'seconds', 0.1),
    warmUpSeconds: positive(values['warm-up'] ?? usual.warmUp, 'warm-up', 0),
    gateways: chosen(values.gateways, GATEWAYS, ({ name }) => name),
    operations: chosen(values.operations, OPERATIONS, ({ name }) => name),
    loads: chosen(values.loads, LOADS, nameOfLoad),
    profile: profiled(values.profile),
  };
}
