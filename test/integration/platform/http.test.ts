import type { ServerResponse } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Clock, fixedClock, systemClock } from '../../../electron/platform/clock.ts';
import { answer, client, problemOf, serve, serveInTurn, start } from './loopback.ts';

const get = { method: 'GET', path: '/v1/invoices' } as const;
const post = { method: 'POST', path: '/v1/query', body: { page: 1 } } as const;

describe('an answer', () => {
  it('comes with status, headers, text and JSON, and the request as it was meant', async () => {
    let body = '';
    const server = await serve((request, response) => {
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => answer(200, { ok: true }, { 'x-page': '2' })(request, response));
    });
    const { http } = client(`${server.url}/api/`);
    const response = await http.send({
      ...post,
      query: { page: 2, q: 'a&b c', none: undefined },
      headers: { Key: 'k' },
    });
    expect(response.status).toBe(200);
    expect(response.headers['x-page']).toBe('2');
    expect(response.json).toEqual({ ok: true });
    expect(response.json).toBe(response.json);
    expect(body).toBe('{"page":1}');
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      url: '/api/v1/query?page=2&q=a%26b+c',
      headers: { key: 'k', 'content-type': 'application/json' },
    });
  });

  it('that is a page of HTML with status 200 has text but no JSON', async () => {
    const server = await serve(answer(200, '<html>Sign in</html>'));
    const response = await client(server.url).http.send(get);
    expect(response.json).toBeUndefined();
    expect(response.text).toContain('Sign in');
  });

  it('may start with a byte order mark', async () => {
    const server = await serve(answer(200, '\ufeff{"a":1}'));
    expect((await client(server.url).http.send(get)).json).toEqual({ a: 1 });
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const)('may be packed with %s', async (encoding, pack) => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding });
      response.end(pack('{"a":1}'));
    });
    expect((await client(server.url).http.send(get)).json).toEqual({ a: 1 });
  });

  it.each([400, 401, 402, 403, 404, 409, 410, 422])('%i comes back at once, never asked for again', async (status) => {
    const server = await serve(answer(status, { message: 'no' }));
    const { http } = client(server.url);
    expect(await http.send(get)).toMatchObject({ status, json: { message: 'no' } });
    expect(server.seen).toHaveLength(1);
  });

  it('leaves its connection to the next one', async () => {
    const ports = new Set<number | undefined>();
    const server = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      answer(200)(request, response);
    });
    const { http } = client(server.url);
    for (let page = 0; page < 20; page += 1) await http.send(get);
    // Two, since the next call may begin before the first connection is quite done with the last answer.
    expect(ports.size).toBeLessThanOrEqual(2);
  });
});

describe('a system in trouble', () => {
  it.each([408, 425, 429, 500, 502, 503, 504, 520, 523, 527, 529])('is asked again after %i', async (status) => {
    const server = await serveInTurn(answer(status), answer(200, { a: 1 }));
    const { http, elapsed } = client(server.url);
    expect((await http.send(get)).json).toEqual({ a: 1 });
    expect(elapsed()).toBe(500);
    expect(http.metrics).toMatchObject({ calls: 2, retries: 1, waitedMs: 500 });
  });

  it('gets longer and longer pauses, then up to it to be well', async () => {
    const server = await serve(answer(503));
    const { http, elapsed } = client(server.url, { maxTries: 4 });
    expect(await problemOf(http.send(get))).toMatchObject({
      kind: 'unavailable',
      status: 503,
      tries: 4,
      retryAt: null,
    });
    expect(elapsed()).toBe(500 + 1000 + 2000);
    expect(server.seen).toHaveLength(4);
  });

  it('is not sent a POST twice unless that is safe', async () => {
    const server = await serve(answer(503, { message: 'later' }));
    const { http } = client(server.url, { maxTries: 3 });
    expect(await http.send(post)).toMatchObject({ status: 503, json: { message: 'later' } });
    expect(server.seen).toHaveLength(1);
    expect(await problemOf(http.send({ ...post, safeToRepeat: true }))).toMatchObject({
      kind: 'unavailable',
      tries: 3,
    });
    expect(server.seen).toHaveLength(4);
  });

  it('may have statuses of its own that pass', async () => {
    const server = await serveInTurn(answer(409), answer(200));
    const { http } = client(server.url, { alsoTransient: [409] });
    expect((await http.send(get)).status).toBe(200);
  });

  it('that drops the connection is asked again', async () => {
    const server = await serveInTurn((request) => request.socket.destroy(), answer(200));
    expect((await client(server.url).http.send(get)).status).toBe(200);
    expect(server.seen).toHaveLength(2);
  });

  it.each([
    ['with a length', { 'content-length': '100' }],
    ['in chunks', { 'transfer-encoding': 'chunked' }],
  ])('that stops half-way through an answer %s is asked again', async (_, headers) => {
    const server = await serveInTurn(
      (_request, response) => {
        response.writeHead(200, headers);
        response.write('{"results":[1,', () => response.destroy());
      },
      answer(200, { results: [1] }),
    );
    expect((await client(server.url).http.send(get)).json).toEqual({ results: [1] });
  });

  it('that cuts a packed answer short is asked again', async () => {
    const server = await serveInTurn(
      (_request, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.end(gzipSync('{"results":[1,2,3]}').subarray(0, 20));
      },
      answer(200, { results: [1] }),
    );
    expect((await client(server.url).http.send(get)).json).toEqual({ results: [1] });
  });

  it.each([
    ['never answers', false],
    ['starts an answer and stalls', true],
  ])('that %s runs into the time limit of the connection', async (_, starts) => {
    const server = await serve((_request, response) => {
      if (starts) response.write('{');
    });
    const { http } = client(server.url, { timeoutMs: 40, maxTries: 2 });
    expect(await problemOf(http.send(get))).toMatchObject({ kind: 'timeout', tries: 2, status: null });
    expect(server.seen).toHaveLength(2);
  });

  it('that is not there is told apart from one that does not answer', async () => {
    const { http } = client('http://127.0.0.1:9', { maxTries: 2 });
    expect(await problemOf(http.send(get))).toMatchObject({ kind: 'refused', tries: 2 });
    const nowhere = client(
      'https://gone.example',
      { maxTries: 2, privateNetworkAllowed: false },
      {
        resolveHost: (_name, _options, done) => done(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []),
      },
    );
    expect(await problemOf(nowhere.http.send(get))).toMatchObject({ kind: 'offline', tries: 2 });
  });

  it('is left alone for half a minute after ten tries in a row, then tried once', async () => {
    let healthy = false;
    const server = await serve((request, response) => answer(healthy ? 200 : 500)(request, response));
    const clock = fixedClock(start);
    const { http } = client(server.url, {}, { clock });
    await problemOf(http.send(get));
    await problemOf(http.send(get));
    expect(server.seen).toHaveLength(10);
    const opened = clock.now().getTime();
    const refused = await problemOf(http.send(get));
    expect(refused).toMatchObject({ kind: 'unavailable', tries: 0, retryAt: new Date(opened + 30_000).toISOString() });
    expect(server.seen).toHaveLength(10);
    healthy = true;
    clock.advance(30_000);
    expect((await http.send(get)).status).toBe(200);
    expect((await http.send(get)).status).toBe(200);
  });
});

describe('Retry-After', () => {
  it('in seconds is waited out', async () => {
    const server = await serveInTurn(answer(429, {}, { 'retry-after': '7' }), answer(200));
    const { http, elapsed } = client(server.url);
    await http.send(get);
    expect(elapsed()).toBe(7000);
    expect(http.metrics).toMatchObject({ slowedDown: 1, waitedMs: 7000 });
  });

  it('as a date is waited out, by the clock of the server when that differs', async () => {
    const at = (seconds: number) => new Date(Date.parse(start) + seconds * 1000).toUTCString();
    const ours = await serveInTurn(answer(429, {}, { 'retry-after': at(90) }), answer(200));
    const first = client(ours.url);
    await first.http.send(get);
    expect(first.elapsed()).toBe(90_000);
    const ahead = await serveInTurn(answer(503, {}, { 'retry-after': at(3610), date: at(3600) }), answer(200));
    const second = client(ahead.url);
    await second.http.send(get);
    expect(second.elapsed()).toBe(10_000);
  });

  it('without an end to it still ends in a date', async () => {
    const server = await serve(answer(503, {}, { 'retry-after': '9'.repeat(30) }));
    const problem = await problemOf(client(server.url).http.send(get));
    expect(problem).toMatchObject({ kind: 'unavailable', retryAt: '2026-03-31T10:00:00.000Z' });
  });

  it('of one call holds back the others on the connection', async () => {
    const server = await serveInTurn(answer(429, {}, { 'retry-after': '20' }), answer(200));
    const { http, elapsed } = client(server.url, { maxTries: 1 });
    await problemOf(http.send(get));
    await http.send(get);
    expect(elapsed()).toBe(20_000);
  });

  it('beyond what a run can wait ends the call with the time it may be made again', async () => {
    const server = await serve(answer(429, {}, { 'retry-after': '3600' }));
    const { http, elapsed } = client(server.url);
    expect(await problemOf(http.send(get))).toMatchObject({
      kind: 'rate_limited',
      status: 429,
      tries: 1,
      retryAt: '2025-03-31T11:00:00.000Z',
    });
    expect(elapsed()).toBe(0);
  });

  it.each(['soon', '-5', '', '1e9999'])('that reads %j counts as none', async (value) => {
    const server = await serveInTurn(answer(429, {}, { 'retry-after': value }), answer(200));
    const { http, elapsed } = client(server.url);
    await http.send(get);
    expect(elapsed()).toBe(500);
  });
});

describe('the pace of a connection', () => {
  it('is kept from call to call', async () => {
    const server = await serve(answer(200));
    const { http, elapsed } = client(server.url, { requestsPerSecond: 4 });
    for (let call = 0; call < 9; call += 1) await http.send(get);
    expect(elapsed()).toBe(2000);
    expect(http.metrics.waitedMs).toBe(2000);
  });
});

describe('a size limit', () => {
  const big = 'x'.repeat(5000);
  it.each([
    ['announced', (_: unknown, response: ServerResponse) => response.end(big)],
    [
      'streamed',
      (_: unknown, response: ServerResponse) => {
        response.write(big);
        response.write(big);
      },
    ],
    [
      'packed',
      (_: unknown, response: ServerResponse) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.end(gzipSync(big));
      },
    ],
  ] as const)('stops an answer that is too large (%s), once', async (_, listener) => {
    const server = await serve(listener);
    const { http } = client(server.url, { maxResponseBytes: 4096 });
    expect(await problemOf(http.send(get))).toMatchObject({ kind: 'too_large', tries: 1 });
    expect(server.seen).toHaveLength(1);
  });
});

describe('cancelling', () => {
  it('ends a wait at once', async () => {
    const controller = new AbortController();
    const clock: Clock = {
      ...systemClock,
      sleep: (ms, signal) => {
        const slept = systemClock.sleep(ms, signal);
        controller.abort();
        return slept;
      },
    };
    const server = await serve(answer(429, {}, { 'retry-after': '60' }));
    const { http } = client(server.url, {}, { clock });
    expect(await problemOf(http.send({ ...get, signal: controller.signal }))).toMatchObject({
      kind: 'cancelled',
      tries: 1,
    });
  });

  it('ends a call that is under way, and one not yet begun', async () => {
    const controller = new AbortController();
    const server = await serve(() => controller.abort());
    const { http } = client(server.url);
    expect((await problemOf(http.send({ ...get, signal: controller.signal }))).kind).toBe('cancelled');
    expect((await problemOf(http.send({ ...get, signal: controller.signal }))).kind).toBe('cancelled');
    expect(server.seen).toHaveLength(1);
  });
});

describe('the log of a call', () => {
  it('has one line a try and no query, identifier, header or body', async () => {
    const server = await serveInTurn(answer(500), answer(200, { name: 'body-secret' }));
    const { http, log } = client(server.url);
    await http.send({
      ...post,
      path: '/v1/contacts/5f3a9/invoices',
      safeToRepeat: true,
      query: { token: 'query-secret' },
      headers: { key: 'header-secret' },
    });
    expect(log.entries).toHaveLength(2);
    expect(log.entries[1]).toMatchObject({
      level: 'info',
      event: 'http',
      fields: {
        label: 'Test system',
        method: 'POST',
        path: '/v1/contacts/:id/invoices',
        status: 200,
        try: 2,
        bytes: 22,
      },
    });
    expect(JSON.stringify(log.entries)).not.toContain('secret');
  });
});
