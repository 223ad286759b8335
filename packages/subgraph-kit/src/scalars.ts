import {
  DateTimeResolver,
  EmailAddressResolver,
  CurrencyResolver,
  SafeIntResolver,
  URLResolver,
} from 'graphql-scalars';
import type { GraphQLScalarType } from 'graphql';

/** The scalars of the graph by name; a subgraph gets those that its SDL uses. */
export const scalars: Record<string, GraphQLScalarType> = {
  Currency: CurrencyResolver,
  DateTime: DateTimeResolver,
  EmailAddress: EmailAddressResolver,
  SafeInt: SafeIntResolver,
  URL: URLResolver,
};
