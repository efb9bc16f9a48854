/** A window that has gone over to the enemy: whatever it asks for, it gets a value, and the ledger stays what it was. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { desk as deskContract } from '../../../shared/contract/desk.ts';
import { type ChannelName, contract } from '../../../shared/contract/index.ts';
import { WINDOW_CHANNELS } from '../../../shared/contract/window.ts';
import { openSample, snapshot } from '../../support/school.ts';
import { type Desk, openDesk } from './desk.ts';
import { hashAt } from './look-at-ledger.ts';

const EVERYTHING = { ...contract, ...deskContract };
type Name = keyof typeof EVERYTHING;
const NAMES = Object.keys(EVERYTHING) as Name[];
const FOR_WINDOWS: ReadonlySet<string> = new Set(WINDOW_CHANNELS);
const UNAUTHORISED = NAMES.filter((name) => !FOR_WINDOWS.has(name));

async function seeded(): Promise<{ desk: Desk; hash: () => Promise<string> }> {
  const { books } = await openSample();
  await books.month('2025-01');
  const ledger = await snapshot(books);
  const desk = await openDesk({ ledger });
  expect(desk.host.state().ledger).toBe('open');
  // Through the file itself: the hash is not for windows.
  return { desk, hash: () => hashAt(desk.host.state().path) };
}

/** Samples of each channel; names that are no channel make up the rest of 100,000. */
const EACH = Math.floor(90_000 / NAMES.length);

/** Values that look like what a channel takes, under its own names, and are not. */
function nearly(name: Name): fc.Arbitrary<unknown> {
  const schema: unknown = EVERYTHING[name].input;
  const keys =
    schema !== null && typeof schema === 'object' && 'shape' in schema ? Object.keys(schema.shape as object) : [];
  const value = fc.oneof(
    { weight: 4, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
    {
      weight: 1,
      arbitrary: fc.anything({ maxDepth: 2, withBigInt: true, withDate: true, withMap: true, withSet: true }),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('../../etc/passwd', '\u0000', '-1', '1e309', '2025-13', "' OR 1=1 --", '__proto__'),
    },
  );
  return fc.record(
    Object.fromEntries([...keys, 'who', 'path', '__proto__', 'constructor'].map((key) => [key, value])),
    {
      requiredKeys: [],
    },
  );
}

function isAnswer(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return false;
  if (answer.ok === true) return 'value' in answer;
  const problem = 'problem' in answer ? (answer.problem as Record<string, unknown>) : {};
  return typeof problem.code === 'string' && typeof problem.message === 'string' && typeof problem.fix === 'string';
}

test('100,000 malformed, unknown and unauthorised calls are refused with a value and change nothing', async () => {
  const { desk, hash } = await seeded();
  const before = await hash();
  let calls = 0;
  let letIn = 0;
  const values = NAMES.map((name) => ({ name, samples: fc.sample(nearly(name), { numRuns: EACH, seed: 20_250_101 }) }));
  for (const { name, samples } of values) {
    for (const sample of samples) {
      // What is well-formed by chance and writes is not what this test is about.
      const access = EVERYTHING[name].access;
      if (FOR_WINDOWS.has(name) && (access === 'write' || letIn > 3000) && fits(name, sample)) continue;
      const answer = await desk.host.call(name, sample);
      calls += 1;
      if (answer.ok) letIn += 1;
      if (!isAnswer(answer)) throw new Error(`${name} gave no answer to ${fc.stringify(sample)}`);
      if (!FOR_WINDOWS.has(name) && answer.ok) throw new Error(`${name} let a window in`);
    }
  }
  const strangers = fc.sample(
    fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString', '', 'desk/')),
    {
      numRuns: 100_000 - calls,
      seed: 7,
    },
  );
  for (const name of strangers) {
    const answer = await desk.host.call(name, {});
    calls += 1;
    if (answer.ok) throw new Error(`${name} is no call`);
  }
  expect(calls).toBeGreaterThanOrEqual(100_000);
  expect(await hash()).toBe(before);
  expect(desk.host.live()).toBeNull();
}, 120_000);

function fits(name: Name, sample: unknown): boolean {
  try {
    const plain = JSON.parse(JSON.stringify(sample));
    const asked = name in deskContract ? plain : { ...plain, who: 'x' };
    return EVERYTHING[name].input.safeParse(asked).success;
  } catch {
    return false;
  }
}

test('calls made by hand to hurt are refused, each with the reason', async () => {
  const { desk, hash } = await seeded();
  const before = await hash();
  const deep = '['.repeat(50_000) + ']'.repeat(50_000);
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  const hostile: [string, unknown, string][] = [
    ['issues/update', { ids: [1], status: 'resolved', who: 'the auditor' }, 'BAD_INPUT'],
    ['months/close', { month: '2025-01', who: 'the auditor' }, 'BAD_INPUT'],
    ['issues/page', { path: '/etc/passwd' }, 'BAD_INPUT'],
    ['issues/page', null, 'BAD_INPUT'],
    ['issues/page', [], 'BAD_INPUT'],
    ['issues/page', circle, 'BAD_INPUT'],
    ['issues/page', { search: 1n }, 'BAD_INPUT'],
    ['issues/page', { toJSON: () => undefined }, 'BAD_INPUT'],
    [
      'issues/page',
      {
        toJSON: () => {
          throw new Error('boo');
        },
      },
      'BAD_INPUT',
    ],
    ['desk/set-who', { who: 'x'.repeat(2_000_000) }, 'TOO_LARGE'],
    ['desk/set-who', { who: '€'.repeat(400_000) }, 'TOO_LARGE'],
    ['desk/set-who', { who: '   ' }, 'BAD_INPUT'],
    [
      'connections/save',
      { provider: 'holded', label: 'x', settings: JSON.parse(`{"a":${deep}}`), secrets: {} },
      'BAD_INPUT',
    ],
    ['desk/show', { what: 'export', path: '/etc/passwd' }, 'NOT_EXPORTED'],
    ['desk/restore-backup', { file: '../../../etc/passwd' }, 'UNKNOWN_BACKUP'],
    ...UNAUTHORISED.map((name): [string, unknown, string] => [name, {}, 'NOT_FOR_WINDOWS']),
    ['company/init', { name: 'Mine', currency: 'EUR', timeZone: 'UTC', firstMonth: '2025-01' }, 'NOT_FOR_WINDOWS'],
    ['ledger/backup', { path: '/tmp/copy.sqlite' }, 'NOT_FOR_WINDOWS'],
    ['issues/export', { path: '/tmp/x.csv', who: 'x' }, 'NOT_FOR_WINDOWS'],
  ];
  const got: [string, string][] = [];
  for (const [channel, input] of hostile) {
    const answer = await desk.host.call(channel, input);
    got.push([channel, answer.ok ? 'let in' : answer.problem.code]);
  }
  expect(got).toEqual(hostile.map(([channel, , code]) => [channel, code]));
  // @ts-expect-error a window may send anything for a name, too
  expect((await desk.host.call({ toString: () => 'desk/state' }, {})).ok).toBe(false);
  expect(await hash()).toBe(before);
});

test('every channel of the contract is either for windows or refused to them', () => {
  expect([...FOR_WINDOWS].filter((name) => !(name in EVERYTHING))).toEqual([]);
  expect(UNAUTHORISED.sort()).toEqual([
    'accruals/export',
    'close/lock',
    'close/unlock',
    'company/init',
    'issues/export',
    'issues/export-workbook',
    'issues/import',
    'issues/import-preview',
    'ledger/backup',
    'ledger/hash',
    'packages/make',
    'parity/export',
    'reports/export',
    'schedule/due',
    'sync/preview',
    'sync/run',
  ] satisfies ChannelName[]);
});
