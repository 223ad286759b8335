import { StartError } from '@arena/subgraph-kit';
import type { SMTPPoolOptions } from 'nodemailer';

type ServerOptions = Pick<SMTPPoolOptions, 'host' | 'port' | 'secure' | 'requireTLS' | 'ignoreTLS' | 'auth'>;

const LOOPBACK = /^(localhost|127(\.\d+){3}|::1)$/;

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new StartError('SMTP_URL: its user and password must be percent-encoded.');
  }
};

/** The one parameter there is; what is misspelt must not be taken for given. */
function requiresTls(parameters: URLSearchParams): boolean {
  for (const [name, value] of parameters) {
    if (name !== 'requireTLS' || (value !== 'true' && value !== 'false'))
      throw new StartError('SMTP_URL: takes no parameters but requireTLS=true or requireTLS=false.');
  }
  return parameters.get('requireTLS') === 'true';
}

/**
 * The server that an SMTP URL names. `smtps:` is TLS from the first byte; `smtp:` goes on with TLS where the server
 * offers it, and where it does not, hands nothing over if `requireTLS=true` is asked for, or if there is a password that
 * others on the way could read. On this machine nobody is on the way, and certificates are rarely made out to it: there
 * TLS has to be asked for.
 * @throws StartError for what it cannot follow; the message names no secret
 */
export function smtpServerOf(url: string): ServerOptions {
  const { protocol, hostname, port, username, password, searchParams } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (!host) throw new StartError('SMTP_URL: names no server.');
  const hasPassword = username !== '' || password !== '';
  const isAsked = requiresTls(searchParams);
  const isHere = LOOPBACK.test(host);
  return {
    host,
    secure: protocol === 'smtps:',
    requireTLS: isAsked || (hasPassword && !isHere),
    ignoreTLS: isHere && !isAsked,
    ...(port && { port: Number(port) }),
    ...(hasPassword && { auth: { user: decoded(username), pass: decoded(password) } }),
  };
}
