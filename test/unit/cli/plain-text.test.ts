import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, pad, plain, plainJson, widthOf } from '../../../electron/cli/plain-text.ts';

describe('text for a terminal', () => {
  it('loses everything a terminal would obey', () => {
    expect(plain('\x1b[31mred\x1b[0m \x1b]0;title\x07x')).toBe('red x');
    expect(plain('a\r\nb\tc')).toBe('a b c');
    expect(plain('\x9b2Jx\x7f\x00')).not.toMatch(/\p{Cc}/u);
    expect(plain('fac\u202etura\u2066')).toBe('factura');
  });

  it('leaves names of all scripts as they are', () => {
    for (const name of ['Zoë Åkesson', '王小明', 'مريم', '👩🏽‍💻', 'O’Neill & Söhne', '=cmd()'])
      expect(plain(name)).toBe(name);
  });

  it('never lets a control character through, whatever a client is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(plain(name)).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });

  it('writes JSON that a terminal does not obey and a program reads back unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const text = plainJson({ name });
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
        expect(JSON.parse(text)).toEqual({ name: JSON.parse(JSON.stringify(name)) });
      }),
    );
  });

  it('measures what a terminal will show', () => {
    expect(widthOf('王小明')).toBe(6);
    expect(widthOf('é')).toBe(1);
    expect(widthOf('\x1b[32mdone\x1b[39m')).toBe(4);
    expect(pad('王', 4, 'right')).toBe('  王');
  });

  it('cuts a name of ten thousand letters to its column', () => {
    expect(widthOf(cut('x'.repeat(10_000), 30))).toBe(30);
    expect(cut('short', 30)).toBe('short');
    expect(cut('王'.repeat(40), 9)).toBe('王王王王…');
  });
});
