import { createHash } from 'node:crypto';
import { STYLE } from './pay-page-style.ts';

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/**
 * What a page is served with: it runs no script, loads nothing, stands in no frame, is not kept, and tells nobody its
 * address, which lets pay.
 * @param leadsTo where its forms may lead: browsers hold a form's redirects against its policy too
 */
export function pageHeaders(leadsTo: readonly string[]): Record<string, string> {
  const origins = new Set(leadsTo.map((url) => new URL(url).origin));
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': [
      "default-src 'none'",
      `style-src 'sha256-${STYLE_HASH}'`,
      `form-action ${["'self'", ...origins].join(' ')}`,
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join('; '),
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
}
