/** A part of a mail, told alike in HTML and in text. All of it is text as people read it, with nothing escaped. */
export type Block =
  /** a paragraph; its lines are kept */
  | { type: 'paragraph'; text: string }
  /** what there is to do, and where */
  | { type: 'link'; label: string; url: string }
  /** what is to be copied, to the letter */
  | { type: 'code'; label: string; value: string }
  | { type: 'image'; image: Image; alt: string }
  | { type: 'list'; items: { name: string; detail: string }[] };

/** A picture that comes with the mail. */
export type Image = { /** what the HTML calls it */ cid: string; fileName: string; png: Buffer };

/** What a mail says, before it is laid out. */
export type Content = { subject: string; blocks: Block[] };

/** The paragraphs of a text, which are parted by empty lines. */
export const paragraphs = (text: string): Block[] =>
  text.split(/\n{2,}/).map((paragraph) => ({ type: 'paragraph', text: paragraph }));
