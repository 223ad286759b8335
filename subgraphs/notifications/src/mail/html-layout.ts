import { Html, html } from '@arena/subgraph-kit';
import type { Block } from './blocks.ts';
import type { Layout } from './layout.ts';

/*
 * Mail programs read little of CSS, and turn colours at night. So the style stands in the elements, and text and page
 * have the colours of the reader's own; where a colour is set, so is the one on it.
 */
const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const PARAGRAPH = 'margin:0 0 16px';
const BUTTON =
  'display:inline-block;padding:12px 20px;border-radius:8px;background:#1d4ed8;color:#ffffff;font-weight:600;text-decoration:none';
const CODE =
  "display:block;margin:4px 0 0;padding:12px;border:1px solid #8a919e;border-radius:8px;font-family:Menlo,Consolas,'Courier New',monospace;font-size:16px;word-break:break-all";

const joined = (parts: Html[]): Html => new Html(parts.map(({ text }) => text).join('\n'));

const lines = (text: string): Html =>
  new Html(
    text
      .split('\n')
      .map((line) => html`${line}`.text)
      .join('<br>'),
  );

function blockHtml(block: Block): Html {
  switch (block.type) {
    case 'paragraph':
      return html`<p style="${PARAGRAPH}">${lines(block.text)}</p>`;
    case 'link':
      return html`<p style="${PARAGRAPH}"><a href="${block.url}" style="${BUTTON}">${block.label}</a></p>`;
    case 'code':
      return html`<p style="${PARAGRAPH}">${block.label} <strong style="${CODE}">${block.value}</strong></p>`;
    case 'image':
      return html`<p style="${PARAGRAPH}">
        <img
          src="cid:${block.image.cid}"
          alt="${block.alt}"
          width="264"
          height="264"
          style="display:block;border:0"
        />
      </p>`;
    case 'list':
      return html`<ul style="margin:0 0 16px;padding:0 0 0 20px">
        ${joined(
          block.items.map(
            ({ name, detail }) =>
              html`<li style="margin:0 0 8px"><strong>${name}</strong><br />${detail}</li>`,
          ),
        )}
      </ul>`;
  }
}

/** A mail as a page: one narrow column, read on a phone as well, with nothing to be fetched. */
export const htmlOf = ({ language, title, blocks, footer, unsubscribe }: Layout): string =>
  html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>${title}</title>
      </head>
      <body style="margin:0;padding:0">
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
          <tr>
            <td align="center" style="padding:24px 16px">
              <table
                role="presentation"
                width="100%"
                cellpadding="0"
                cellspacing="0"
                border="0"
                style="max-width:560px"
              >
                <tr>
                  <td
                    style="${FONT};font-size:16px;line-height:1.5;text-align:left;overflow-wrap:anywhere;word-break:break-word"
                  >
                    <p style="margin:0 0 8px;font-weight:700;letter-spacing:0.04em">Arena</p>
                    <h1 style="margin:0 0 16px;font-size:22px;line-height:1.25">${title}</h1>
                    ${joined(blocks.map(blockHtml))}
                    <p style="margin:24px 0 0;padding:12px 0 0;border-top:1px solid #8a919e;font-size:14px">
                      ${footer}
                      ${unsubscribe ? html`<br /><a href="${unsubscribe.url}">${unsubscribe.label}</a>` : ''}
                    </p>
                  </td>
                </tr>
              </table>
            </td>
          </tr>
        </table>
      </body>
    </html>`.text;
