import { requireSecret } from './require-secret.ts';
import type { Template } from './template.ts';

/**
 * A mail with a token: in a link, and by itself for those who have no page for the link.
 * @param path where on the web client the token is used
 */
const tokenTemplate =
  (part: 'verification' | 'reset', path: string): Template =>
  ({ mail, text, phrases, settings }) => {
    const token = requireSecret(mail);
    const { lead, link, note } = phrases[part];
    const url = `${settings.webUrl.replace(/\/+$/, '')}/${path}?token=${encodeURIComponent(token)}`;
    return {
      subject: text.title,
      blocks: [
        { type: 'paragraph', text: lead },
        { type: 'link', label: link, url },
        { type: 'code', label: phrases.orCode, value: token },
        { type: 'paragraph', text: note },
      ],
    };
  };

export const emailVerification = tokenTemplate('verification', 'verify-email');

export const passwordReset = tokenTemplate('reset', 'reset-password');
