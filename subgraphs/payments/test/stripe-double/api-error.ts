/** An answer of Stripe's API that says no. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: { error: { type: string; code?: string; param?: string; message: string } };

  constructor(status: number, error: { type?: string; code?: string; param?: string; message: string }) {
    super(error.message);
    this.status = status;
    this.body = { error: { type: 'invalid_request_error', ...error } };
  }
}

export const missing = (what: string, id: string): ApiError =>
  new ApiError(404, { code: 'resource_missing', param: 'id', message: `No such ${what}: '${id}'` });

/** What a request is answered whose key another is being dealt with under. */
export const keyInUse = (): ApiError =>
  new ApiError(409, {
    type: 'idempotency_error',
    code: 'idempotency_key_in_use',
    message: 'There is currently another in-progress request using this idempotency key.',
  });
