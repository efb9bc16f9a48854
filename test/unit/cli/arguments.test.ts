import { describe, expect, it } from 'vitest';
import {
  basisPointsOfText,
  dateOfText,
  minorOfText,
  monthOfText,
  numberOf,
  rateOfText,
  settingsOf,
  stepOfText,
} from '../../../electron/cli/arguments.ts';
import { exitOfProblem } from '../../../electron/cli/exit-codes.ts';
import { Stop } from '../../../electron/cli/stop.ts';

function stopOf(work: () => unknown) {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof Stop) return { ...thrown.problem, exit: exitOfProblem(thrown.problem) };
    throw thrown;
  }
  throw new Error('It went through');
}

describe('amounts', () => {
  it('are read digit by digit in the currency', () => {
    expect(minorOfText('1200.00', 'EUR')).toBe(120_000);
    expect(minorOfText('1200,5', 'EUR')).toBe(120_050);
    expect(minorOfText('-0.07', 'EUR')).toBe(-7);
    expect(minorOfText('1,200.00', 'EUR')).toBe(120_000);
    expect(minorOfText('0', 'EUR')).toBe(0);
    expect(minorOfText('1200', 'JPY')).toBe(1200);
  });

  it('are refused rather than rounded, so that 1,200 never becomes 1.20', () => {
    for (const text of ['1,200', '1.005', '1e3', 'abc', '', '1.2.3']) {
      expect(stopOf(() => minorOfText(text, 'EUR'))).toMatchObject({ code: 'BAD_AMOUNT', exit: 2 });
    }
    expect(stopOf(() => minorOfText('99999999999999999', 'EUR')).code).toBe('BAD_AMOUNT');
  });

  it('are rates in percent and exchange rates too', () => {
    expect(basisPointsOfText('21')).toBe(2100);
    expect(basisPointsOfText('5,25')).toBe(525);
    expect(rateOfText('0,9215')).toBe('0.9215');
    for (const text of ['101', '-1', '5.123']) expect(stopOf(() => basisPointsOfText(text)).exit).toBe(2);
    for (const text of ['0', '-1', 'x']) expect(stopOf(() => rateOfText(text)).exit).toBe(2);
  });
});

describe('months, dates, steps and numbers', () => {
  it('are taken as written, and anything else is bad usage', () => {
    expect([
      monthOfText('2025-03'),
      dateOfText('2024-02-29'),
      stepOfText('invoices'),
      numberOf('#12', 'a run'),
    ]).toEqual(['2025-03', '2024-02-29', 'invoices', 12]);
    for (const slip of [
      () => monthOfText('2025-13'),
      () => dateOfText('2025-02-29'),
      () => stepOfText('invoces'),
      () => numberOf('0', 'a run'),
      () => numberOf('12x', 'a run'),
    ]) {
      expect(stopOf(slip).exit).toBe(2);
    }
  });
});

describe('settings', () => {
  it('reach inside by dots and may be JSON', () => {
    expect(
      settingsOf([
        'academies=[6,7]',
        'properties.email=Correo',
        'privateNetwork=true',
        'baseUrl=http://127.0.0.1:1/a=b',
      ]),
    ).toEqual({
      academies: [6, 7],
      properties: { email: 'Correo' },
      privateNetwork: true,
      baseUrl: 'http://127.0.0.1:1/a=b',
    });
  });

  it('leave ids alone that only look like numbers', () => {
    expect(settingsOf(['databaseId=12345678901234567890123456789012', 'a=007', 'b=12e7', 'c=12'])).toEqual({
      databaseId: '12345678901234567890123456789012',
      a: '007',
      b: '12e7',
      c: 12,
    });
  });

  it('cannot reach outside themselves', () => {
    for (const pair of ['__proto__.x=1', 'constructor.x=1', 'a..b=1', '=x', 'novalue']) {
      expect(stopOf(() => settingsOf([pair]))).toMatchObject({ code: 'BAD_SETTING', exit: 2 });
    }
    expect(stopOf(() => settingsOf(['a=1', 'a.b=2'])).code).toBe('BAD_SETTING');
  });
});
