/** A match as it is shown, with what is known of it already. */
export type ShownMatch = {
  id: string;
  /** how many people watch it, where that need not be asked */
  viewerCount?: number;
};
