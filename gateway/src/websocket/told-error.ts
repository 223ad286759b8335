import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** An error in the words that a client gets, as graphql-ws wants errors. */
export class ToldError extends GraphQLError {
  readonly #told: GraphQLFormattedError;

  constructor(told: GraphQLFormattedError) {
    super(told.message);
    this.#told = told;
  }

  override toJSON(): GraphQLFormattedError {
    return this.#told;
  }
}
