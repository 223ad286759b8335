/** The command was called wrongly: its message says how, and the usage follows. */
export class UsageError extends Error {
  override name = 'UsageError';
}
