import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import { acceptedFraming, takesEventsAlone } from './accepted-framing.ts';

/** JSON in a parameter as its value; as it is where it is no JSON, so that it is refused as what it is. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function bodyOf(search: string): Record<string, unknown> {
  const { variables, extensions, ...texts } = Object.fromEntries(new URLSearchParams(search));
  return {
    ...texts,
    ...(variables !== undefined && { variables: valueOf(variables) }),
    ...(extensions !== undefined && { extensions: valueOf(extensions) }),
  };
}

/**
 * Takes a subscription that is asked for by GET, as browsers' EventSource does, in the form in which Apollo Server knows
 * it. For clients that take events alone, whose other answers come as an event too, JSON is asked for.
 */
export function admitEventSource(request: HTTPGraphQLRequest): HTTPGraphQLRequest {
  const { headers, method, search } = request;
  const given = headers.get('accept');
  if (!acceptedFraming(given)) return request;
  const accept: [string, string][] = takesEventsAlone(given) ? [['accept', 'application/json']] : [];
  if (method !== 'GET') return { ...request, headers: new HeaderMap([...headers, ...accept]) };
  return {
    method: 'POST',
    headers: new HeaderMap([...headers, ...accept, ['content-type', 'application/json']]),
    search: '',
    body: bodyOf(search),
  };
}
