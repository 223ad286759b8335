import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { register, tcpProxy } from '@arena/testing';
import type { SMTPServerOptions } from 'smtp-server';
import { expect, test, vi } from 'vitest';
import { contactOf, mailerOnTrial, welcome } from './sample-mails.ts';
import { reply, startSmtpServer } from './smtp-server-on-trial.ts';

/** Short, for what never answers. */
const TIMEOUT_MS = 200;

type Refusal = { responseCode: number; message: string };

/** That nothing can be handed over for now, told like that. */
const away = (told: string) => ({ retry: expect.stringContaining(told) as string, isServerAway: true });

const refusing = {
  connection: (error): SMTPServerOptions => ({ onConnect: (_, done) => done(error) }),
  sender: (error): SMTPServerOptions => ({ onMailFrom: (_address, _session, done) => done(error) }),
  recipient: (error): SMTPServerOptions => ({ onRcptTo: (_address, _session, done) => done(error) }),
  mail: (error): SMTPServerOptions => ({
    onData: (stream, _session, done) => void stream.on('end', () => done(error)).resume(),
  }),
} satisfies Record<string, (error: Error & Refusal) => SMTPServerOptions>;

test('a mail that the server has taken over is sent', async () => {
  await using server = await startSmtpServer();
  await using mailer = mailerOnTrial({ smtpUrl: server.url });
  expect(await mailer.send(welcome(), contactOf())).toBe('SENT');
  expect(server.received).toMatchObject([{ from: 'no-reply@arena.example', to: ['ana@players.example'] }]);
});

test.each([
  ['recipient', 550, '5.1.1 No such user'],
  ['recipient', 552, '5.2.2 Mailbox full'],
  ['mail', 554, '5.6.0 Not taken'],
] as const)('what is said for good of the %s (%d) parks the mail with the reply', async (of, code, text) => {
  await using server = await startSmtpServer(refusing[of](reply(code, text)));
  await using mailer = mailerOnTrial({ smtpUrl: server.url });
  expect(await mailer.send(welcome(), contactOf())).toEqual({ parked: `${code} ${text}` });
});

test.each([
  ['recipient', 451, '4.7.1 Greylisted, come again'],
  ['recipient', 503, '5.5.1 Bad sequence'],
  ['mail', 452, '4.3.1 Out of space'],
] as const)(
  'what is said of the %s (%d) for now leaves the mail to be tried again',
  async (of, code, text) => {
    await using server = await startSmtpServer(refusing[of](reply(code, text)));
    await using mailer = mailerOnTrial({ smtpUrl: server.url });
    expect(await mailer.send(welcome(), contactOf())).toEqual({ retry: `${code} ${text}` });
  },
);

test.each([
  ['recipient', 421, '4.7.0 Try again later'],
  ['recipient', 530, '5.7.0 Sign in first'],
  ['sender', 450, '4.7.1 Not now'],
  // were these to park a mail, one wrong setting would park all
  ['sender', 550, '5.7.1 Sender not allowed'],
  ['connection', 554, '5.7.1 You are on a list'],
  ['connection', 421, '4.3.2 Too many of you'],
] as const)('what is said of the %s (%d) tells that the server is away', async (of, code, text) => {
  await using server = await startSmtpServer(refusing[of](reply(code, text)));
  await using mailer = mailerOnTrial({ smtpUrl: server.url });
  const outcome = await mailer.send(welcome(), contactOf());
  expect(outcome).toEqual(away(`${code} `));
  expect(server.received).toEqual([]);
});

test('one recipient refused leaves the others on the same connection alone', async () => {
  await using server = await startSmtpServer({
    onRcptTo: ({ address }, _session, done) => done(address.startsWith('gone') ? reply(550, 'Gone') : null),
  });
  await using mailer = mailerOnTrial({ smtpUrl: server.url });
  const addresses = ['a@x.example', 'gone1@x.example', 'b@x.example', 'gone2@x.example', 'c@x.example'];
  const outcomes = await Promise.all(addresses.map((email) => mailer.send(welcome(), contactOf({ email }))));
  expect(outcomes).toEqual(['SENT', { parked: '550 Gone' }, 'SENT', { parked: '550 Gone' }, 'SENT']);
  expect(server.received.flatMap(({ to }) => to).toSorted()).toEqual([
    'a@x.example',
    'b@x.example',
    'c@x.example',
  ]);
});

test('a mail that was put off goes through as the same mail', async () => {
  const seen = new Set<string>();
  await using server = await startSmtpServer({
    onRcptTo: ({ address }, _session, done) => {
      done(seen.has(address) ? null : reply(451, '4.7.1 Greylisted'));
      seen.add(address);
    },
  });
  await using mailer = mailerOnTrial({ smtpUrl: server.url });
  const mail = welcome();
  expect(await mailer.send(mail, contactOf())).toEqual({ retry: '451 4.7.1 Greylisted' });
  expect(await mailer.send(mail, contactOf())).toBe('SENT');
  expect(server.received.map(({ parsed }) => parsed.messageId)).toEqual([`<${mail.id}@arena.example>`]);
});

test('no server is there: to be tried again', async () => {
  const server = await startSmtpServer();
  await using mailer = mailerOnTrial({ smtpUrl: server.url });
  await server[Symbol.asyncDispose]();
  expect(await mailer.send(welcome(), contactOf())).toEqual(away('ECONNREFUSED'));
});

test('the connection drops in the middle of the mail: to be tried again, and not tried again unasked', async () => {
  let begun = 0;
  await using server = await startSmtpServer({
    onData: (stream) => {
      begun += 1;
      stream.on('error', () => {}).once('data', () => proxy.cut());
    },
  });
  await using proxy = await tcpProxy(server.url);
  await using mailer = mailerOnTrial({ smtpUrl: proxy.url });
  expect(await mailer.send(welcome(), contactOf())).toEqual(away(''));
  expect(begun).toBe(1);
});

test('the connection drops before the server has said that it has the mail: to be tried again', async () => {
  let taken = 0;
  await using server = await startSmtpServer({
    onData: (stream) => {
      stream.resume().once('end', () => {
        taken += 1;
        proxy.cut();
      });
    },
  });
  await using proxy = await tcpProxy(server.url);
  await using mailer = mailerOnTrial({ smtpUrl: proxy.url });
  expect(await mailer.send(welcome(), contactOf())).toEqual(away(''));
  expect(taken).toBe(1);
});

test('the server never says that it has the mail: to be tried again', async () => {
  await using server = await startSmtpServer({ onData: (stream) => void stream.resume() });
  await using mailer = mailerOnTrial({ smtpUrl: server.url }, { timeoutMs: TIMEOUT_MS });
  expect(await mailer.send(welcome(), contactOf())).toEqual(away('ETIMEDOUT'));
});

/** A server that does no more than this with a connection. */
async function startMuteServer(talk: (write: (text: string) => void) => NodeJS.Timeout | undefined) {
  const server = createServer((socket) => {
    const timer = talk((text) => void socket.write(text));
    socket.on('error', () => {}).on('close', () => clearInterval(timer));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return register('a mute server', { url }, () => new Promise((resolve) => server.close(() => resolve())));
}

test('the server takes the connection and says nothing: to be tried again', async () => {
  await using server = await startMuteServer(() => undefined);
  await using mailer = mailerOnTrial({ smtpUrl: server.url }, { timeoutMs: TIMEOUT_MS });
  expect(await mailer.send(welcome(), contactOf())).toEqual(away('ETIMEDOUT'));
});

test('the server says something now and then, and never comes to an end: to be tried again', async () => {
  await using server = await startMuteServer((write) => {
    write('220 here I am\r\n');
    return setInterval(() => write('250-and another thing\r\n'), TIMEOUT_MS / 10);
  });
  await using mailer = mailerOnTrial({ smtpUrl: server.url }, { timeoutMs: TIMEOUT_MS });
  expect(await mailer.send(welcome(), contactOf())).toEqual(away('EABORT'));
});

test('what becomes of a mail tells neither its address nor its secret, in few words', async () => {
  const secret = 'TKT-20261124150405-ABC123';
  await using server = await startSmtpServer({
    onRcptTo: ({ address }, _session, done) =>
      done(
        reply(
          550,
          `<${address}>: no; see https://mx.example/why?who=${address} ${secret} ${'x'.repeat(500)}`,
        ),
      ),
  });
  await using mailer = mailerOnTrial({ smtpUrl: server.url });
  const mail = welcome({ secret });
  const outcome = await mailer.send(mail, contactOf());
  expect(outcome).toEqual({
    parked: expect.stringMatching(/^550 <\(address\)>: no; see \(link\) \(secret\) x+…$/),
  });
  expect((outcome as { parked: string }).parked).toHaveLength(200);
});

test.each([
  'ana',
  'ana@x.example\r\nBcc: eve@x.example',
  'ana@x.example, eve@x.example',
  '<ana@x.example>',
  '',
])('what is no address (%j) is parked, and no server hears of it', async (email) => {
  await using server = await startSmtpServer();
  await using mailer = mailerOnTrial({ smtpUrl: server.url });
  expect(await mailer.send(welcome(), contactOf({ email }))).toEqual({ parked: 'The address is none' });
  expect(server.received).toEqual([]);
});

test('closing lets the mails under way arrive, and sends none that waits', async () => {
  const held: (() => void)[] = [];
  await using server = await startSmtpServer({
    onData: (stream, _session, done) => void stream.on('end', () => held.push(() => done())).resume(),
  });
  await using mailer = mailerOnTrial({ smtpUrl: server.url });
  const sends = Array.from({ length: 7 }, () => mailer.send(welcome(), contactOf()));
  await vi.waitUntil(() => held.length === 5);
  const closed = mailer.close();
  for (const release of held) release();
  await closed;
  const stopping = { retry: 'The service is stopping' };
  expect(await Promise.all(sends)).toEqual([...Array<string>(5).fill('SENT'), stopping, stopping]);
  expect(held).toHaveLength(5);
});

test('closing does not wait for a server that never comes to an end', async () => {
  await using server = await startSmtpServer({ onData: (stream) => void stream.resume() });
  await using mailer = mailerOnTrial({ smtpUrl: server.url }, { timeoutMs: 2_000, closingMs: 50 });
  let hasEnded = false;
  const sending = mailer.send(welcome(), contactOf()).finally(() => (hasEnded = true));
  await mailer.close();
  expect(hasEnded).toBe(false);
  await sending;
});
