import type { Block } from './blocks.ts';

/** A whole mail, to be laid out as HTML and as text. */
export type Layout = {
  /** as a BCP 47 tag */
  language: string;
  title: string;
  blocks: readonly Block[];
  /** why it was sent */
  footer: string;
  /** where such mails are turned off; null where they cannot be */
  unsubscribe: { label: string; url: string } | null;
};
