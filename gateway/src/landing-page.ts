import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import { z } from 'zod';

const operationSchema = z.strictObject({
  document: z.string().min(1),
  variables: z.record(z.string(), z.unknown()).default({}),
});

/** An operation with its variables that is ready to be run. */
export type ReadyOperation = z.output<typeof operationSchema>;

/** A ready operation as JSON text. */
export const landingPageVariable = z.string().transform((text, context): ReadyOperation => {
  try {
    return operationSchema.parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON with a document and its variables' });
    return z.NEVER;
  }
});

/**
 * What a browser is shown that opens the graph: Apollo Sandbox, and in production nothing.
 * @param ready what Sandbox opens with, if not with its own example
 */
export const landingPage = (production: boolean, ready?: ReadyOperation): ApolloServerPlugin =>
  production
    ? ApolloServerPluginLandingPageDisabled()
    : ApolloServerPluginLandingPageLocalDefault({ embed: true, ...ready });
