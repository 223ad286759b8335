import { Html, html } from '@arena/subgraph-kit';
import { formatAmount } from './format-amount.ts';
import { STYLE } from './pay-page-style.ts';

/** What a page tells of what is to be paid. */
export type PaySession = {
  id: string;
  description: string;
  amountMinor: number;
  currency: string;
  successUrl: string;
  cancelUrl: string;
  expiresAt: Date;
  status: 'OPEN' | 'EXPIRED' | 'PROCESSING' | 'PAID' | 'FAILED';
};

const ENDED = {
  EXPIRED: { heading: 'This payment has expired', text: 'Nothing was paid, and nothing can be any more.' },
  PROCESSING: { heading: 'Payment under way', text: 'The payment was given and is being cleared.' },
  PAID: { heading: 'Paid', text: 'The payment was made.' },
  FAILED: { heading: 'Payment failed', text: 'The payment was refused in the end.' },
};

/** Of one piece, since the policy of the page allows this style to the byte. */
const STYLE_ELEMENT = new Html(`<style>${STYLE}</style>`);

const page = (title: string, body: Html): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <header>Arena</header>
        <main>
          ${body}
          <p><small>Arena's test payments: no card is needed, and no money moves.</small></p>
        </main>
      </body>
    </html> `.text;

const UNTIL = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

const action = (name: string, label: string): Html =>
  html`<form method="post"><button type="submit" name="action" value="${name}">${label}</button></form>`;

const openBody = (session: PaySession, isDeclined: boolean): Html =>
  html`<h1>Pay for your order</h1>
    ${isDeclined ? html`<p role="alert">The card was declined. Nothing was paid; you may try again.</p>` : ''}
    <dl>
      <dt>What you pay for</dt>
      <dd>${session.description}</dd>
      <dt>Amount</dt>
      <dd>${formatAmount(session.amountMinor, session.currency)}</dd>
      <dt>To be paid before</dt>
      <dd>
        <time datetime="${session.expiresAt.toISOString()}">${UNTIL.format(session.expiresAt)} UTC</time>
      </dd>
    </dl>
    ${action('pay', 'Pay')} ${action('decline', 'Decline')} ${action('cancel', 'Cancel')}`;

function endedBody(session: PaySession, { heading, text }: { heading: string; text: string }): Html {
  const isGiven = session.status === 'PAID' || session.status === 'PROCESSING';
  const backTo = new URL(isGiven ? session.successUrl : session.cancelUrl).href;
  return html`<h1>${heading}</h1>
    <p>${session.description}: ${formatAmount(session.amountMinor, session.currency)}</p>
    <p>${text}</p>
    <p><a href="${backTo}">Return to where you came from</a></p>`;
}

/** The page of a session as it stands; after a try that was declined, it says so. */
export function sessionPage(session: PaySession, { isDeclined = false } = {}): string {
  if (session.status !== 'OPEN') {
    const ended = ENDED[session.status];
    return page(`${ended.heading} – Arena`, endedBody(session, ended));
  }
  const title = `Pay ${formatAmount(session.amountMinor, session.currency)} – Arena`;
  // what a screen reader says first is the title
  return page(isDeclined ? `Declined: ${title}` : title, openBody(session, isDeclined));
}

/** The page for a session that there is none of. */
export const missingPage = (): string =>
  page(
    'No such payment – Arena',
    html`<h1>No such payment</h1>
      <p>This address leads to no payment. It may have been copied in part.</p>`,
  );
