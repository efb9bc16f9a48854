import { get } from 'node:http';
import { expect, test } from 'vitest';
import { serve } from './served.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

test('the token lets in once: a cookie nobody can read or send from elsewhere, and a page that says what to do the second time', async () => {
  const served = await serve();
  const path = served.entrance.slice(served.origin.length);
  expect(path.length).toBeGreaterThan('/?token='.length + 22);
  const first = await served.ask(path);
  expect(first.status).toBe(303);
  expect(first.headers.location).toBe('/');
  expect(first.headers['set-cookie']?.[0]).toMatch(/^monthend-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  const second = await served.ask(path);
  expect(second.status).toBe(403);
  expect(second.headers['set-cookie']).toBeUndefined();
  expect(second.body).toContain('start it again');
});

test('a wrong token is not let in and does not use up the right one', async () => {
  const served = await serve();
  expect((await served.ask('/?token=x')).status).toBe(403);
  expect((await served.ask(`/?token=${'A'.repeat(43)}`)).status).toBe(403);
  expect(await served.enter()).toMatch(/^monthend-/);
});

test('without the cookie nothing is told: no page, no call, no events, no file', async () => {
  const served = await serve();
  await served.enter();
  const cookies = ['', 'monthend=x', `monthend-${served.port}=`, `monthend-${served.port}=${'A'.repeat(43)}`];
  for (const cookie of cookies) {
    const headers: Record<string, string> = cookie === '' ? {} : { cookie };
    for (const path of ['/', '/assets/index-abc.js', '/events', '/download/x', '/runs/1']) {
      expect((await served.ask(path, { headers })).status).toBe(401);
    }
    const call = { method: 'POST', headers: { ...headers, ...JSON_TYPE, origin: served.origin }, body: '{}' };
    expect((await served.ask('/call/desk/state', call)).status).toBe(401);
  }
});

test('another Host, another Origin, or a request that another site started is turned away, token and all', async () => {
  const served = await serve();
  const token = served.entrance.slice(served.origin.length);
  const hosts = [
    'localhost',
    `localhost:${served.port}`,
    'evil.example',
    '127.0.0.1',
    `127.0.0.1:${served.port + 1}`,
    `evil.example:${served.port}`,
  ];
  for (const host of hosts) expect((await served.ask(token, { headers: { host } })).status).toBe(403);
  expect((await served.ask(token, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
  expect((await served.ask(token, { headers: { origin: 'http://evil.example' } })).status).toBe(403);
  const cookie = await served.enter();
  expect((await served.ask('/', { headers: { cookie } })).status).toBe(200);
  for (const host of hosts) expect((await served.ask('/', { headers: { cookie, host } })).status).toBe(403);
  const bad: Record<string, string>[] = [
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: `http://localhost:${served.port}` },
    { origin: `https://127.0.0.1:${served.port}` },
    { origin: served.origin, 'sec-fetch-site': 'cross-site' },
    { origin: served.origin, 'sec-fetch-site': 'same-site' },
    // A POST says where it comes from.
    {},
  ];
  for (const headers of bad) {
    const answer = await served.ask('/call/desk/state', {
      method: 'POST',
      headers: { cookie, ...JSON_TYPE, ...headers },
      body: '{}',
    });
    expect([headers, answer.status]).toEqual([headers, 403]);
  }
  expect((await served.call(cookie, 'desk/state', {})).ok).toBe(true);
});

test('a call is JSON, at most 1 MB, by POST, and answered as the desk answers', async () => {
  const served = await serve();
  const cookie = await served.enter();
  const headers = { cookie, origin: served.origin };
  const post = (path: string, more: Record<string, string>, body: string) =>
    served.ask(path, { method: 'POST', headers: { ...headers, ...more }, body });
  expect((await post('/call/desk/state', { 'content-type': 'text/plain' }, '{}')).status).toBe(415);
  expect((await post('/call/desk/state', { 'content-type': 'application/x-www-form-urlencoded' }, 'a=1')).status).toBe(
    415,
  );
  expect((await post('/call/desk/state', {}, '{}')).status).toBe(415);
  expect((await post('/call/desk/state', JSON_TYPE, '{"a":')).status).toBe(400);
  const large = await post('/call/desk/set-who', JSON_TYPE, JSON.stringify({ who: 'x'.repeat(1024 * 1024) }));
  expect(large.status).toBe(413);
  expect(JSON.parse(large.body)).toMatchObject({ ok: false, problem: { code: 'TOO_LARGE' } });
  const chunked = await post(
    '/call/desk/set-who',
    { ...JSON_TYPE, 'transfer-encoding': 'chunked' },
    JSON.stringify({ who: 'x'.repeat(3_000_000) }),
  ).catch(() => ({ status: 413 }));
  expect(chunked.status).toBe(413);
  expect((await served.ask('/call/desk/state', { headers })).status).toBe(405);
  expect((await served.ask('/', { method: 'DELETE', headers })).status).toBe(405);
  expect(await served.call(cookie, 'sync/run', { who: 'x' })).toMatchObject({
    ok: false,
    problem: { code: 'NOT_FOR_WINDOWS' },
  });
  expect((await post('/call/../events', JSON_TYPE, '{}')).status).toBe(405);
  expect(await served.call(cookie, 'desk/state', {})).toMatchObject({
    ok: true,
    value: { shell: 'browser', ledger: 'empty' },
  });
});

test('pages come with the policy and their own nonce, screens by their addresses, nothing from outside the folder', async () => {
  const served = await serve();
  const headers = { cookie: await served.enter() };
  const [one, two] = [await served.ask('/', { headers }), await served.ask('/runs/12?tab=changes', { headers })];
  const policies = [one, two].map((answer) => String(answer.headers['content-security-policy']));
  const nonces = policies.map((policy) => /'nonce-([\w-]+)'/.exec(policy)?.[1] ?? '');
  expect(nonces[0]).not.toBe(nonces[1]);
  expect(one.body).toContain(`content="${nonces[0]}"`);
  expect(policies[0]).toBe(
    `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonces[0]}'; img-src 'self' data:; font-src 'self'; ` +
      "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  expect(one.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(String(one.headers['permissions-policy'])).toContain('camera=()');
  const script = await served.ask('/assets/index-abc.js', { headers });
  expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
  const outside = [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/..%5csecret.txt',
    '/%252e%252e/secret.txt',
    '/assets/x%00.js',
    '/.env',
    '//etc/passwd.txt',
    '/C:/secret.txt',
    '/secret.txt',
    '/%ff',
  ];
  for (const path of outside) {
    const answer = await served.ask(path, { headers });
    expect([path, answer.body.includes('nobody may read')]).toEqual([path, false]);
    expect([400, 404]).toContain(answer.status);
  }
});

test('what happens is streamed to the page that listens', async () => {
  const served = await serve();
  const cookie = await served.enter();
  const heard = new Promise<string>((resolve, reject) => {
    get({ host: '127.0.0.1', port: served.port, path: '/events', headers: { cookie } }, (stream) => {
      expect(stream.headers['content-type']).toBe('text/event-stream; charset=utf-8');
      let text = '';
      stream.on('data', (chunk) => {
        text += chunk;
        if (text.startsWith(': here') && !text.includes('data:'))
          void served.call(cookie, 'desk/set-who', { who: 'Ana Ruiz' });
        if (!text.includes('Ana Ruiz')) return;
        stream.destroy();
        resolve(text);
      });
    }).on('error', reject);
  });
  expect(await heard).toMatch(/\n\ndata: \{"type":"state",/);
});

test('an exported file is fetched by a link that nobody can guess, as a file and not as a page', async () => {
  const served = await serve();
  const cookie = await served.enter();
  await served.call(cookie, 'desk/start-company', {
    name: 'Lumen <b>',
    currency: 'EUR',
    timeZone: 'Europe/Madrid',
    firstMonth: '2025-01',
  });
  const written = await served.call(cookie, 'desk/export-issues', {});
  const file = written.value as { path: string; download: string };
  expect(file.download).toMatch(/^\/download\/[\w-]{32}$/);
  const answer = await served.ask(file.download, { headers: { cookie } });
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(String(answer.headers['content-disposition'])).toMatch(/^attachment; filename\*=UTF-8''Lumen-b-_issues_/);
  expect(answer.body).toContain('Entity external ID');
  expect((await served.ask(file.download)).status).toBe(401);
  expect((await served.ask('/download/..%2f..%2fsecret.txt', { headers: { cookie } })).status).toBe(404);
  const again = await served.call(cookie, 'desk/export-issues', {});
  expect((again.value as { path: string }).path).not.toBe(file.path);
});
