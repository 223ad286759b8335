/** A subgraph that was called gave no answer that could be read, or none in time. */
export class CallFailed extends Error {
  override name = 'CallFailed';
}

/** The connection to a subgraph could not be made, or broke before the answer had come. */
export class ConnectionFailed extends CallFailed {
  override name = 'ConnectionFailed';
}

const AT_THE_CONNECTION = new Set<unknown>([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_SOCKET',
]);

/** What undici reports of a call that failed, as one of ours. */
export function callFailure(cause: Error & { code?: unknown }): CallFailed {
  return AT_THE_CONNECTION.has(cause.code)
    ? new ConnectionFailed('the connection failed', { cause })
    : new CallFailed('no sound answer came', { cause });
}
