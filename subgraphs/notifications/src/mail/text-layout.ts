import type { Block } from './blocks.ts';
import type { Layout } from './layout.ts';

function blockText(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return block.text;
    case 'link':
      return `${block.label}:\n${block.url}`;
    case 'code':
      return `${block.label}\n${block.value}`;
    case 'image':
      return '';
    case 'list':
      return block.items.map(({ name, detail }) => `- ${name}\n  ${detail}`).join('\n');
  }
}

/** A mail as plain text. */
export function textOfLayout({ title, blocks, footer, unsubscribe }: Layout): string {
  const parts = [title, ...blocks.map(blockText).filter((text) => text !== '')];
  const end = unsubscribe ? `${footer}\n${unsubscribe.label}:\n${unsubscribe.url}` : footer;
  // what follows two hyphens and a space is known as what is not the matter itself
  return `${parts.join('\n\n')}\n\n-- \n${end}\n`;
}
