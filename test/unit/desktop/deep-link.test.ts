import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStart } from '../../../electron/desktop/command-line.ts';
import { screenOfArguments, screenOfLink } from '../../../electron/desktop/deep-link.ts';

describe('a link from elsewhere', () => {
  it('opens the run it names', () => {
    expect(screenOfLink('monthend://run/12')).toBe('/runs/12');
    expect(screenOfLink('MONTHEND://RUN/7/')).toBe('/runs/7');
  });

  it.each([
    'monthend://run/',
    'monthend://run/0',
    'monthend://run/-1',
    'monthend://run/1e3',
    'monthend://run/12?undo=1',
    'monthend://run/12#/settings',
    'monthend://run/12/../../settings',
    'monthend://run/12%2f..',
    'monthend://run/99999999999',
    'monthend://undo/12',
    'monthend:run/12',
    ' monthend://run/12',
    'monthend://run/12\nmonthend://run/13',
    'https://monthend/run/12',
    'javascript:alert(1)',
    '',
  ])('does nothing with %j', (link) => {
    expect(screenOfLink(link)).toBeNull();
  });

  it('leads to a run or nowhere, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string(), (tail) => {
        expect(screenOfLink(`monthend://run/${tail}`) ?? '/runs/1').toMatch(/^\/runs\/[1-9]\d*$/);
      }),
    );
  });
});

describe('the command line of the desktop app', () => {
  it('takes the last link among all that the system adds', () => {
    expect(screenOfArguments(['--flag', 'monthend://run/1', 'file.txt', 'monthend://run/2'])).toBe('/runs/2');
    expect(screenOfArguments(['--flag'])).toBeNull();
  });

  it('knows the sample company and another folder', () => {
    expect(readStart(['--sample'])).toEqual({ sample: true, home: null, screen: null });
    expect(readStart(['--home', '/tmp/x', 'monthend://run/3'])).toEqual({
      sample: false,
      home: '/tmp/x',
      screen: '/runs/3',
    });
    expect(readStart(['--home=/tmp/y']).home).toBe('/tmp/y');
    expect(readStart(['--home']).home).toBeNull();
  });
});
