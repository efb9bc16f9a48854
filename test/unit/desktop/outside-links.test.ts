import { describe, expect, it } from 'vitest';
import { judgeLink } from '../../../electron/desktop/outside-links.ts';
import { isOwnPage, mayLoad, pageAt } from '../../../electron/desktop/page-address.ts';

describe('an address a window wants to open outside', () => {
  it('opens without asking where keys and help of the connected systems are', () => {
    expect(judgeLink('https://app.holded.com/api')).toEqual({ kind: 'open', url: 'https://app.holded.com/api' });
    expect(judgeLink('https://www.notion.so/my-integrations').kind).toBe('open');
  });

  it('is asked about anywhere else, naming the host as it is', () => {
    expect(judgeLink('https://holded.com.evil.example/x')).toMatchObject({
      kind: 'ask',
      host: 'holded.com.evil.example',
    });
    expect(judgeLink('https://app.holded.com:8443/')).toMatchObject({ kind: 'ask', host: 'app.holded.com:8443' });
    // A host that only looks like a known one shows its true name.
    expect(judgeLink('https://аpp.holded.com/')).toMatchObject({ kind: 'ask', host: 'xn--pp-6kc.holded.com' });
  });

  it.each([
    'http://app.holded.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'ms-msdt:/id',
    'smb://host/share',
    'monthend://run/1',
    'https://app.holded.com@evil.example/',
    'https://user:secret@app.holded.com/',
    'not an address',
    `https://app.holded.com/${'a'.repeat(3000)}`,
  ])('is refused when it is %s', (url) => {
    expect(judgeLink(url)).toEqual({ kind: 'refuse' });
  });
});

describe('the app page', () => {
  it('is known by its address, at every screen', () => {
    expect(isOwnPage(pageAt(null))).toBe(true);
    expect(isOwnPage(pageAt('/runs/12'))).toBe(true);
  });

  it.each([
    'app://monthend.evil/',
    'app://evil/',
    'app://user@monthend/',
    'app://monthend:80/',
    'app://monthend/assets/a.js',
    'https://monthend/',
    'file:///monthend/',
    'about:blank',
    'data:text/html,x',
    '',
  ])('is not %s', (url) => {
    expect(isOwnPage(url)).toBe(false);
  });

  it('loads its own files and nothing from anywhere else', () => {
    expect(mayLoad('app://monthend/assets/a.js')).toBe(true);
    expect(mayLoad('data:image/png;base64,AA')).toBe(true);
    for (const url of [
      'https://cdn.example/a.js',
      'http://127.0.0.1:80/',
      'file:///a',
      'app://other/a',
      'ws://x/',
      'x',
    ]) {
      expect(mayLoad(url)).toBe(false);
    }
  });
});
