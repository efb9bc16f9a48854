import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ResolveHost } from '../../../electron/platform/private-network.ts';
import { answer, client, problemOf, serve, serveInTurn } from './loopback.ts';

const get = { method: 'GET', path: '/v1/invoices' } as const;
const secrets = { authorization: 'Bearer s3cret', key: 's3cret', 'X-API-KEY': 's3cret', cookie: 's3cret' };

function to(location: string, status = 302) {
  return answer(status, {}, { location });
}

function resolvesTo(...addresses: string[]): ResolveHost {
  return (_name, _options, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
}

describe('a redirect', () => {
  it('to the same origin is followed, with its headers', async () => {
    const server = await serveInTurn(to('/v2/invoices?page=1', 301), to('list', 308), answer(200, { a: 1 }));
    const { http } = client(server.url);
    expect((await http.send({ ...get, headers: secrets })).json).toEqual({ a: 1 });
    expect(server.seen.map(({ url }) => url)).toEqual(['/v1/invoices', '/v2/invoices?page=1', '/v2/list']);
    expect(server.seen[2]?.headers).toMatchObject({ key: 's3cret' });
  });

  it('to another origin is refused before anything reaches it', async () => {
    const thief = await serve(answer(200));
    const targets = [thief.url, thief.url.replace('127.0.0.1', 'localhost'), `//127.0.0.1:${thief.port}/x`];
    for (const target of [...targets, 'https://evil.example/', 'http://169.254.169.254/', 'file:///etc/passwd']) {
      const server = await serve(to(target));
      const { http, log } = client(server.url);
      const problem = await problemOf(http.send({ ...get, headers: secrets }));
      expect(problem).toMatchObject({ kind: 'redirected', status: 302, tries: 1 });
      expect(JSON.stringify([problem, problem.message, log.entries])).not.toContain('s3cret');
    }
    expect(thief.seen).toHaveLength(0);
  });

  it('is followed three times, not four', async () => {
    const server = await serve(to('/again'));
    expect((await problemOf(client(server.url).http.send(get))).kind).toBe('redirected');
    expect(server.seen).toHaveLength(4);
  });

  it('of a POST is followed only when it says to post again', async () => {
    const post = { method: 'POST', path: '/query', body: {} } as const;
    const kept = await serveInTurn(to('/query/', 307), answer(200));
    expect((await client(kept.url).http.send(post)).status).toBe(200);
    expect(kept.seen[1]?.method).toBe('POST');
    const turned = await serve(to('/login', 302));
    expect((await problemOf(client(turned.url).http.send(post))).kind).toBe('redirected');
  });

  it('may not smuggle in a user name', async () => {
    const server = await serve((request, response) =>
      to(`http://user:pass@${request.headers.host}/x`)(request, response),
    );
    expect((await problemOf(client(server.url).http.send(get))).kind).toBe('redirected');
  });
});

describe('the reach of a connection', () => {
  it('ends at private addresses unless the connection may go there', async () => {
    const server = await serve(answer(200));
    const refused = client(server.url, { privateNetworkAllowed: false });
    expect((await problemOf(refused.http.send(get))).kind).toBe('private_network');
    expect(server.seen).toHaveLength(0);
    expect((await client(server.url).http.send(get)).status).toBe(200);
  });

  it('is checked on what a name resolves to, all of it', async () => {
    for (const addresses of [
      ['127.0.0.1'],
      ['93.184.216.34', '10.0.0.8'],
      ['::ffff:192.168.1.1'],
      ['64:ff9b::a00:1'],
    ]) {
      const { http } = client(
        'https://api.example',
        { privateNetworkAllowed: false },
        { resolveHost: resolvesTo(...addresses) },
      );
      expect(await problemOf(http.send(get))).toMatchObject({ kind: 'private_network', tries: 1 });
    }
  });

  it('never includes a metadata service, whatever is allowed', async () => {
    const { http } = client('https://api.example', {}, { resolveHost: resolvesTo('169.254.169.254') });
    expect((await problemOf(http.send(get))).kind).toBe('private_network');
    expect((await problemOf(client('https://169.254.169.254').http.send(get))).kind).toBe('tls');
  });

  it('is the very address that was checked: a name that changes its answer gains nothing', async () => {
    const server = await serve(answer(200, { a: 1 }));
    let asked = 0;
    const resolveHost: ResolveHost = (_name, _options, done) => {
      asked += 1;
      done(null, [{ address: asked === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }]);
    };
    const { http } = client(`http://api.localhost:${server.port}`, {}, { resolveHost });
    expect((await http.send(get)).json).toEqual({ a: 1 });
    expect(asked).toBe(1);
  });

  it.each(['http://api.example', 'http://10.0.0.1', 'http://8.8.8.8'])('stops plain http to %s', async (url) => {
    const { http } = client(url, {}, { resolveHost: resolvesTo('127.0.0.1') });
    expect(await problemOf(http.send(get))).toMatchObject({ kind: 'tls', tries: 0 });
  });

  it('is one origin, however a path is written', async () => {
    const server = await serve(answer(200));
    const { http } = client(server.url);
    for (const path of ['//evil.example/x', '/\\evil.example', '/@evil.example']) await http.send({ ...get, path });
    expect(server.seen).toHaveLength(3);
    for (const path of ['@evil.example', '.evil.example', 'https://evil.example']) {
      await expect(http.send({ ...get, path })).rejects.toThrow('starts with a slash');
    }
  });
});

function certificate(): { key: string; cert: string } | null {
  const folder = mkdtempSync(join(tmpdir(), 'monthend-tls-'));
  try {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2'];
    const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', cert];
    execFileSync('openssl', ['req', '-x509', ...made, ...subject], { stdio: 'ignore' });
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('encryption', () => {
  // Null where there is no openssl to make a certificate with: what needs one is then left out.
  const own = certificate();
  it.skipIf(own === null)(
    'is given up for nobody: an unknown certificate ends the call, a known one does not',
    async () => {
      if (!own) return;
      const server = await serve(answer(200, { a: 1 }), createTlsServer(own));
      const url = `https://localhost:${server.port}`;
      const resolveHost = resolvesTo('127.0.0.1');
      const stranger = client(url, {}, { resolveHost });
      expect(await problemOf(stranger.http.send({ ...get, headers: secrets }))).toMatchObject({
        kind: 'tls',
        tries: 1,
      });
      expect(server.seen).toHaveLength(0);
      const known = client(url, {}, { resolveHost, certificates: [own.cert] });
      expect((await known.http.send(get)).json).toEqual({ a: 1 });
      const wrongName = client(`https://other.localhost:${server.port}`, {}, { resolveHost, certificates: [own.cert] });
      expect((await problemOf(wrongName.http.send(get))).kind).toBe('tls');
    },
  );

  it.skipIf(own === null)('reaches through a proxy, which sees neither headers nor answers', async () => {
    if (!own) return;
    const asked: string[] = [];
    let heard = '';
    const proxy = createServer().on('connect', (request, socket) => {
      asked.push(`${request.url} ${Object.keys(request.headers).sort()}`);
      const onward = connect(Number(request.url?.split(':')[1]), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        socket.pipe(onward).pipe(socket);
      });
      socket.on('data', (chunk) => {
        heard += chunk.toString('latin1');
      });
      for (const end of [socket, onward]) end.on('error', () => {});
    });
    const through = await serve(answer(500), proxy);
    const server = await serve(answer(200, { a: 1 }), createTlsServer(own));
    vi.stubEnv('HTTPS_PROXY', through.url);
    vi.stubEnv('NO_PROXY', 'direct.localhost');
    onTestFinished(() => void vi.unstubAllEnvs());
    const options = { resolveHost: resolvesTo('127.0.0.1'), certificates: [own.cert] };
    const { http } = client(`https://localhost:${server.port}`, {}, options);
    expect((await http.send({ ...get, headers: secrets })).json).toEqual({ a: 1 });
    expect(server.seen[0]?.headers).toMatchObject({ key: 's3cret' });
    expect(asked).toEqual([`localhost:${server.port} connection,host,proxy-connection`]);
    expect(heard).not.toContain('s3cret');
    const exempt = client(
      'https://direct.localhost',
      { privateNetworkAllowed: true },
      { resolveHost: resolvesTo('fe80::1') },
    );
    expect((await problemOf(exempt.http.send(get))).kind).toBe('private_network');
    expect(asked).toHaveLength(1);
  });
});
