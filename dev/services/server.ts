/** A server that tests use: found where it listens, or started for them. */
export type Server = {
  url: string;
  /** Ends it, if it was started here. */
  stop: () => Promise<void>;
};

/** Why a server could not be had. */
export type Missing = { missing: string };

export const found = (url: string): Server => ({ url, stop: async () => {} });

/** A server that does not start counts as not to be had. */
export async function orMissing(name: string, starting: Promise<Server>): Promise<Server | Missing> {
  try {
    return await starting;
  } catch (error) {
    return { missing: `the installed ${name} does not start: ${(error as Error).message}` };
  }
}
