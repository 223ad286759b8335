import { StartError } from '@arena/subgraph-kit';

const FROM = /^(?:[^<>\r\n]*<)?[^\s<>@]+@([a-z\d.-]+)>?$/i;

/**
 * The domain that mails are from, which their Message-IDs end in.
 * @throws StartError for what is no sender
 */
export function senderDomain(from: string): string {
  const domain = FROM.exec(from.trim())?.[1];
  if (!domain) throw new StartError('MAIL_FROM: must be an address, as Arena <no-reply@arena.example>.');
  return domain.toLowerCase();
}
