import { describe, expect, it } from 'vitest';
import { type RecognitionInput, recognise, type ServiceEvent } from '../../../shared/recognition/index.ts';

const course: RecognitionInput = {
  method: 'daily',
  amountMinor: 120_000,
  serviceStart: '2025-01-01',
  serviceEnd: '2025-06-30',
};

function refusalOf(input: Partial<RecognitionInput>): string {
  const result = recognise({ ...course, ...input });
  return result.ok ? 'computed' : result.error;
}

const openPause: ServiceEvent = { type: 'pause', from: '2025-03-10', to: null };

describe('a refusal is a value with its code', () => {
  it.each<[string, string, Partial<RecognitionInput>]>([
    ['INVALID_DATE', 'an impossible first day', { serviceStart: '2025-02-29' }],
    ['INVALID_DATE', 'only one of the two days', { serviceEnd: null }],
    ['INVALID_DATE', 'an impossible day of an event', { events: [{ type: 'complete', date: '2025-13-01' }] }],
    ['INVALID_DATE', 'an impossible return', { events: [{ type: 'pause', from: '2025-03-10', to: '2025-04-31' }] }],
    [
      'INVALID_DATE',
      'an impossible stop of a period',
      { servicePeriods: [{ start: '2025-01-01', end: '2025-02-01', stoppedOn: 'soon' }] },
    ],
    ['INVALID_DATE', 'a month that is none', { method: 'sessions', sessions: { '2025-13': 4 } }],
    ['INVALID_DATE', 'an impossible day of delivery', { method: 'point_in_time', recogniseOn: '2025-04-31' }],
    ['END_BEFORE_START', 'an end before the start', { serviceEnd: '2024-12-31' }],
    ['END_BEFORE_START', 'a period that ends first', { servicePeriods: [{ start: '2025-02-01', end: '2025-01-01' }] }],
    [
      'END_BEFORE_START',
      'a new end before the change',
      { events: [{ type: 'extend_end', effective: '2025-05-01', newEnd: '2025-04-01', mode: 'prospective' }] },
    ],
    [
      'END_BEFORE_START',
      'a return that ends first',
      { events: [openPause, { type: 'resume', from: '2025-05-01', newEnd: '2025-04-01' }] },
    ],
    ['NO_WEIGHT', 'no session at all', { method: 'sessions', sessions: { '2025-01': 0 } }],
    ['NO_WEIGHT', 'a plan of no sessions', { method: 'sessions_total', totalSessions: 0, sessions: {} }],
    ['UNKNOWN_METHOD', 'a method nobody knows', { method: 'weekly' }],
    ['UNKNOWN_EVENT', 'an event nobody knows', { events: [{ type: 'unknown', name: 'expelled' }] }],
    [
      'UNSUPPORTED_EVENT',
      'a pause of sessions',
      { method: 'sessions', sessions: { '2025-01': 1 }, events: [openPause] },
    ],
    [
      'UNSUPPORTED_EVENT',
      'a moved end of a delivery',
      {
        method: 'point_in_time',
        recogniseOn: '2025-04-17',
        events: [{ type: 'extend_end', effective: '2025-02-01', newEnd: '2025-08-31', mode: 'prospective' }],
      },
    ],
    ['MODE_MISSING', 'a return without a mode', { events: [{ type: 'pause', from: '2025-03-10', to: '2025-04-10' }] }],
    [
      'MODE_MISSING',
      'a new price without a mode',
      { events: [{ type: 'reprice', effective: '2025-03-10', newTotalMinor: 1 }] },
    ],
    ['NOT_PAUSED', 'a return of nobody', { events: [{ type: 'resume', from: '2025-03-10', newEnd: '2025-08-31' }] }],
    ['ALREADY_PAUSED', 'a second pause', { events: [openPause, { type: 'pause', from: '2025-03-20', to: null }] }],
    [
      'NO_ACTIVE_DAYS',
      'a new end while held',
      {
        events: [openPause, { type: 'extend_end', effective: '2025-04-01', newEnd: '2025-08-31', mode: 'prospective' }],
      },
    ],
    [
      'REFUND_EXCEEDS_BILLED',
      'a refund above what was billed',
      { events: [{ type: 'drop', date: '2025-03-20', refundMinor: 60_001, billedMinor: 60_000 }] },
    ],
    [
      'REFUND_EXCEEDS_BILLED',
      'a refund above the price by then',
      {
        events: [
          { type: 'credit_note', date: '2025-02-01', amountMinor: 20_000, mode: 'catch_up' },
          { type: 'drop', date: '2025-03-20', refundMinor: 100_001 },
        ],
      },
    ],
  ])('%s: %s', (code, _, input) => {
    expect(refusalOf(input)).toBe(code);
  });
});

describe('what is not refused', () => {
  it('an open pause needs no mode', () => {
    expect(refusalOf({ events: [openPause] })).toBe('computed');
  });

  it('a refund of exactly what was billed', () => {
    expect(refusalOf({ events: [{ type: 'drop', date: '2025-03-20', refundMinor: 120_000 }] })).toBe('computed');
  });

  it('no sessions when there is no money either', () => {
    expect(refusalOf({ method: 'sessions', amountMinor: 0, sessions: {} })).toBe('computed');
  });

  it('a second pause after the return from the first', () => {
    const events: ServiceEvent[] = [
      { type: 'pause', from: '2025-02-10', to: '2025-02-20', mode: 'compress' },
      { type: 'pause', from: '2025-02-15', to: '2025-03-01', mode: 'extend' },
    ];
    expect(refusalOf({ events })).toBe('computed');
  });
});
