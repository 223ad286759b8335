import { paragraphs } from '../blocks.ts';
import type { Template } from './template.ts';

/** What is told in the app, and no more. */
export const plain: Template = ({ text }) => ({ subject: text.title, blocks: paragraphs(text.body) });
