/** One faulty input: where it stands (`input.email`) and what is wrong with it. */
export type FieldFault = { path: string; message: string };

type Details = { reason?: string; fields?: FieldFault[]; retryAfterMs?: number; subgraph?: string };

/**
 * A failure that the caller is told about. `code` and the details are stable and reach the client in
 * `extensions`; graphql-js copies them from the thrown error.
 */
export class DomainError extends Error {
  readonly extensions: { code: string } & Details;

  constructor(code: string, message: string, details: Details = {}) {
    super(message);
    this.name = new.target.name;
    this.extensions = { code, ...details };
  }
}

/** The caller is not signed in, or the credentials given are wrong. */
export class Unauthenticated extends DomainError {
  constructor(message = 'Sign in first') {
    super('UNAUTHENTICATED', message);
  }
}

/** The caller is known and may not do this. */
export class Forbidden extends DomainError {
  constructor(message: string, reason?: string) {
    super('FORBIDDEN', message, reason ? { reason } : {});
  }
}

/** What a mutation or subscription names does not exist. */
export class NotFound extends DomainError {
  constructor(what: string) {
    super('NOT_FOUND', `${what} not found`);
  }
}

/** The input breaks a rule that can be told from the input alone; every faulty field is named. */
export class BadUserInput extends DomainError {
  constructor(fields: FieldFault[]) {
    super('BAD_USER_INPUT', fields.map((f) => `${f.path}: ${f.message}`).join('; '), { fields });
  }
}

/** The request is sound but what is stored forbids it; `reason` says which rule, `details` what stands in the way. */
export class Conflict extends DomainError {
  constructor(reason: string, message: string, details: Record<string, unknown> = {}) {
    super('CONFLICT', message, { ...details, reason });
  }
}

/** A part of the graph that this needs does not answer. */
export class SubgraphUnavailable extends DomainError {
  constructor(subgraph: string) {
    super('SUBGRAPH_UNAVAILABLE', `The subgraph ${subgraph} is unavailable`, { subgraph });
  }
}
