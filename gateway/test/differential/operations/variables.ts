import {
  GraphQLBoolean,
  GraphQLNonNull,
  getNullableType,
  isNonNullType,
  type GraphQLInputType,
} from 'graphql';
import type { Chance } from '../chance.ts';
import { inputValue, literal } from './input-values.ts';

/** The variables of an operation as it is being written. */
export class Variables {
  readonly values: Record<string, unknown> = {};
  readonly #definitions: string[] = [];
  /** by the place's type, the variables that may stand there */
  readonly #known = new Map<string, string[]>();
  readonly #chance: Chance;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** `($v0: Int = 1, ...)`, or nothing. */
  get definitions(): string {
    return this.#definitions.length === 0 ? '' : `(${this.#definitions.join(', ')})`;
  }

  /** `$name` of a variable, old or new, for a place of this type. */
  forPlace(place: GraphQLInputType): string {
    const known = this.#known.get(place.toString());
    if (known && this.#chance.percent(40)) return this.#chance.pick(known);
    const reference = `$v${this.#definitions.length}`;
    this.#define(reference, place);
    this.#known.set(place.toString(), [...(known ?? []), reference]);
    return reference;
  }

  /** `$name` of a variable for @skip or @include, which always has a value. */
  forCondition(): string {
    return this.forPlace(new GraphQLNonNull(GraphQLBoolean));
  }

  #define(reference: string, place: GraphQLInputType): void {
    const chance = this.#chance;
    const required = isNonNullType(place);
    // a default lets a nullable variable stand where null may not
    const hasDefault = chance.percent(40);
    const nullable = getNullableType(place);
    const type = (required && !hasDefault) || chance.percent(15) ? new GraphQLNonNull(nullable) : nullable;
    const byDefault = hasDefault
      ? ` = ${literal(inputValue(new GraphQLNonNull(nullable), chance), nullable)}`
      : '';
    this.#definitions.push(`${reference}: ${type.toString()}${byDefault}`);
    const mayMiss = hasDefault || !isNonNullType(type);
    if (mayMiss && chance.percent(40)) return;
    // null for a variable with a default would pass validation and fail at the place
    this.values[reference.slice(1)] = inputValue(required ? new GraphQLNonNull(nullable) : type, chance);
  }
}
