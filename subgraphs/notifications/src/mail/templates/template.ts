import type { Reader, Text } from '../../domain/texts/text.ts';
import type { Content } from '../blocks.ts';
import type { MailSettings, RenderableMail } from '../mail.ts';
import type { Phrases } from '../phrases/phrases.ts';

/** What the content of a mail is made of; what people have typed into it is on one line and shows itself. */
export type Told = {
  mail: RenderableMail;
  /** what is told of it in the app, too */
  text: Text;
  phrases: Phrases;
  reader: Reader;
  settings: Pick<MailSettings, 'webUrl'>;
};

/** Makes the content of mails of some kind, without the greeting. */
export type Template = (told: Told) => Content | Promise<Content>;
