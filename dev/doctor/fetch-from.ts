import { inTime } from './in-time.ts';

export type HttpAnswer = {
  ok: boolean;
  status: number;
  /** undefined where it is no JSON */
  body: unknown;
};

/**
 * Asks an HTTP server for a path; credentials in its address go by header, for fetch refuses them there.
 * @throws TooSlow or what fetch throws
 */
export async function fetchFrom(address: string, path: string, init: RequestInit = {}): Promise<HttpAnswer> {
  const url = new URL(address);
  const { username, password } = url;
  Object.assign(url, { username: '', password: '', search: '' });
  url.pathname = url.pathname.replace(/\/$/, '') + path;
  const headers = new Headers(init.headers);
  if (username) {
    const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    headers.set('authorization', `Basic ${Buffer.from(pair).toString('base64')}`);
  }
  const abandoned = new AbortController();
  const ask = async (): Promise<HttpAnswer> => {
    const response = await fetch(url, { ...init, headers, signal: abandoned.signal });
    const body: unknown = await response.json().catch(() => undefined);
    return { ok: response.ok, status: response.status, body };
  };
  try {
    return await inTime(ask());
  } catch (error) {
    abandoned.abort();
    throw error;
  }
}
