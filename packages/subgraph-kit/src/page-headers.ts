import { createHash } from 'node:crypto';

/**
 * What a page is served with: it runs no script, loads nothing, stands in no frame, is not kept, and tells nobody its
 * address, which may hold what lets somebody act.
 * @param style the content of its one style element, to the byte
 * @param leadsTo where its forms may lead besides: browsers hold a form's redirects against its policy too
 */
export function pageHeaders(style: string, leadsTo: readonly string[] = []): Record<string, string> {
  const origins = new Set(leadsTo.map((url) => new URL(url).origin));
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': [
      "default-src 'none'",
      `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
      `form-action ${["'self'", ...origins].join(' ')}`,
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join('; '),
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
}
