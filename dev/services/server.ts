/** A server that tests use: found where it listens, or started for them. */
export type Server = {
  url: string;
  /** Ends it, if it was started here. */
  stop: () => Promise<void>;
};

/** Why a server could not be had. */
export type Missing = { missing: string };

export const found = (url: string): Server => ({ url, stop: async () => {} });
