/** A host and port at which nothing listens. */
export const NOWHERE = '127.0.0.1:2';
