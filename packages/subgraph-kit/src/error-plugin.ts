import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import type { Logger } from './logger.ts';
import { describeErrors, toPublic } from './public-errors.ts';

/**
 * Gives every error of an answer its stable code: values of a wrong type become BAD_USER_INPUT, what is not
 * meant for the client becomes INTERNAL with the request's id and is logged in full.
 */
export function errorPlugin<Context extends BaseContext & { requestId: string }>(
  logger: Logger,
): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      didEncounterErrors: async ({ errors, contextValue, document }) =>
        describeErrors(errors, { document, requestId: contextValue.requestId, logger }),
      willSendResponse: async ({ response, contextValue }) => {
        if (response.body.kind !== 'single') return;
        const result = response.body.singleResult;
        if (result.errors)
          result.errors = result.errors.map((error) => toPublic(error, contextValue.requestId));
      },
    }),
  };
}
