import {
  doTypesOverlap,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isUnionType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLNamedOutputType,
  type GraphQLSchema,
  isRequiredArgument,
} from 'graphql';
import { hash, type Chance } from '../chance.ts';
import { inputValue, literal } from './input-values.ts';
import { Variables } from './variables.ts';

/** Short, so that they collide, and some of them names that every object inherits. */
const ALIASES = [
  'a',
  'b',
  'c',
  'id',
  'name',
  'constructor',
  'toString',
  '__proto__',
  'hasOwnProperty',
  'valueOf',
];

export type WriterOptions = {
  schema: GraphQLSchema;
  chance: Chance;
  /** how many selections about */
  size: number;
  /** whether every selection set asks for the type's name */
  typenames: boolean;
};

type Fragment = { name: string; on: GraphQLCompositeType };

/** Writes selection sets by chance; what it writes is nearly always valid. */
export class OperationWriter {
  readonly variables: Variables;
  readonly fragmentTexts: string[] = [];
  readonly #fragments: Fragment[] = [];
  readonly #options: WriterOptions;
  readonly #composites: readonly GraphQLCompositeType[];
  /** a field has the same arguments wherever it has no alias of its own */
  readonly #arguments = new Map<string, string>();
  readonly #salt: number;
  #left: number;

  constructor(options: WriterOptions) {
    this.#options = options;
    this.#left = options.size;
    this.variables = new Variables(options.chance);
    this.#salt = options.chance.below(1_000_000);
    this.#composites = Object.values(options.schema.getTypeMap()).filter(
      (type) => isCompositeType(type) && !type.name.startsWith('__'),
    ) as GraphQLCompositeType[];
  }

  /** `{ ... }` for a type. */
  selectionSet(type: GraphQLCompositeType, depth: number): string {
    const { chance, typenames } = this.#options;
    const count = 1 + chance.below(depth > 3 ? 5 : 3);
    const selections = Array.from({ length: count }, () => this.#selection(type, depth));
    if (typenames || (isAbstractType(type) && chance.percent(30))) selections.push('__typename');
    return `{ ${selections.join(' ')} }`;
  }

  /** One field of a type with all that belongs to it. */
  field(type: GraphQLCompositeType, depth: number, mayBeConditional = true): string {
    const { chance } = this.#options;
    const fields = isUnionType(type) ? [] : Object.values(type.getFields());
    const goesOn = depth > 0 && this.#left > 0;
    const open = fields.filter((field) => goesOn || isLeafType(getNamedType(field.type)));
    const inner = open.filter((field) => isCompositeType(getNamedType(field.type)));
    if (open.length === 0) return this.#typename();
    this.#left--;
    // a type's favourite makes for the same fetch at several places
    const favourite = open[hash(this.#salt, type.name) % open.length] as GraphQLField<unknown, unknown>;
    const field = chance.pick(inner.length > 0 && chance.percent(50) ? inner : open);
    return this.#write(chance.percent(30) ? favourite : field, depth, mayBeConditional);
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const { chance } = this.#options;
    const dice = chance.below(100);
    if (dice < 8) return this.#typename();
    if (this.#left > 0 && (dice < (isAbstractType(type) ? 45 : 20) || isUnionType(type)))
      return chance.percent(30) ? this.#spread(type, depth) : this.#inline(type, depth);
    return this.field(type, depth);
  }

  #typename(): string {
    const { chance } = this.#options;
    return `${chance.percent(30) ? `${chance.pick([...ALIASES, 'kind'])}: ` : ''}__typename${this.#conditions(4)}`;
  }

  #write(field: GraphQLField<unknown, unknown>, depth: number, mayBeConditional: boolean): string {
    const { chance } = this.#options;
    const variant = chance.percent(15) ? 1 + chance.below(2) : 0;
    const key = `${field.name}(${field.args.map((arg) => `${arg.name}:${arg.type.toString()}`).join()})${variant}`;
    let args = this.#arguments.get(key);
    if (args === undefined) this.#arguments.set(key, (args = this.#argumentsOf(field)));
    const named = variant > 0 || chance.percent(12);
    const conditions = mayBeConditional ? this.#conditions(10) : '';
    const rest = `${field.name}${args}${conditions}`;
    const start = named ? `${this.#alias(key)}: ${rest}` : rest;
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return start;
    const selected = this.selectionSet(type, depth - 1);
    const once = `${start} ${selected}`;
    if (!mayBeConditional || !chance.percent(18)) return once;
    // once more: the same under another name, or more of it under the same
    const again = `${this.#alias(`${key} again`)}: ${rest}`;
    if (chance.percent(40)) return `${once} ${again} ${selected}`;
    if (chance.percent(60)) {
      const inner = this.#plainField(type, isCompositeType);
      const [one, other] = [this.#withMore(type, selected, inner), this.#withMore(type, selected, inner)];
      return `${start} ${one} ${again} ${other}`;
    }
    return `${once} ${start} ${this.selectionSet(type, depth - 1)}`;
  }

  /** The same alias for the same field and arguments, mostly, which keeps most operations valid. */
  #alias(key: string): string {
    const { chance } = this.#options;
    return chance.percent(3)
      ? chance.pick(ALIASES)
      : (ALIASES[hash(this.#salt, key) % ALIASES.length] as string);
  }

  /** A field without arguments whose type is of this kind. */
  #plainField(
    type: GraphQLCompositeType,
    isKind: (type: GraphQLNamedOutputType) => boolean,
  ): GraphQLField<unknown, unknown> | undefined {
    const fields = isUnionType(type) ? [] : Object.values(type.getFields());
    const fitting = fields.filter((field) => field.args.length === 0 && isKind(getNamedType(field.type)));
    return fitting.length > 0 ? this.#options.chance.pick(fitting) : undefined;
  }

  /** The same selections and one leaf more, here or within a field, by a name that others have elsewhere. */
  #withMore(type: GraphQLCompositeType, selected: string, inner?: GraphQLField<unknown, unknown>): string {
    const within = inner && getNamedType(inner.type);
    const leaf = this.#plainField(isCompositeType(within) ? within : type, isLeafType);
    if (!leaf) return selected;
    const more = `more: ${leaf.name}`;
    return `${selected.slice(0, -1)} ${inner ? `${inner.name} { ${more} }` : more} }`;
  }

  #argumentsOf({ args }: GraphQLField<unknown, unknown>): string {
    const given = args.filter((arg) => isRequiredArgument(arg) || this.#options.chance.percent(45));
    return given.length === 0 ? '' : `(${given.map((arg) => `${arg.name}: ${this.#value(arg)}`).join(', ')})`;
  }

  #value({ type }: GraphQLArgument): string {
    const { chance } = this.#options;
    return chance.percent(35) ? this.variables.forPlace(type) : literal(inputValue(type, chance), type);
  }

  #conditions(percent: number): string {
    const { chance } = this.#options;
    if (!chance.percent(percent)) return '';
    const one = () => (chance.percent(60) ? this.variables.forCondition() : String(chance.percent(50)));
    const names = chance.percent(15) ? ['skip', 'include'] : [chance.pick(['skip', 'include'])];
    return names.map((name) => ` @${name}(if: ${one()})`).join('');
  }

  #condition(type: GraphQLCompositeType): GraphQLCompositeType {
    const { schema, chance } = this.#options;
    return chance.pick(this.#composites.filter((other) => doTypesOverlap(schema, type, other)));
  }

  #inline(type: GraphQLCompositeType, depth: number): string {
    this.#left--;
    const on = this.#options.chance.percent(12) ? undefined : this.#condition(type);
    const condition = on ? ` on ${on.name}` : '';
    return `...${condition}${this.#conditions(12)} ${this.selectionSet(on ?? type, depth)}`;
  }

  #spread(type: GraphQLCompositeType, depth: number): string {
    const { schema, chance } = this.#options;
    this.#left--;
    const fitting = this.#fragments.filter(({ on }) => doTypesOverlap(schema, type, on));
    if (fitting.length > 0 && chance.percent(60))
      return `...${chance.pick(fitting).name}${this.#conditions(12)}`;
    const on = this.#condition(type);
    const text = this.selectionSet(on, depth);
    const name = `F${this.#fragments.length}`;
    this.#fragments.push({ name, on });
    this.fragmentTexts.push(`fragment ${name} on ${on.name} ${text}`);
    return `...${name}${this.#conditions(12)}`;
  }
}
