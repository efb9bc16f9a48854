import { describe, expect, it } from 'vitest';
import { KIND_COMMANDS } from '../../../electron/cli/decide-kinds.ts';
import { exitOfProblem, exitOfRun } from '../../../electron/cli/exit-codes.ts';
import { DECISION_VALUES } from '../../../electron/ledger/decision-index.ts';
import { DECISION_KINDS } from '../../../electron/ledger/decisions.ts';
import type { OutputOf } from '../../../shared/contract/index.ts';
import { COMPANY, fakeTerminal, runWith } from './fake-terminal.ts';

const RUN: OutputOf<'sync/run'>['run'] = {
  id: 7,
  kind: 'sync',
  trigger: 'manual',
  status: 'completed',
  from: '2025-01',
  until: '2025-02',
  options: {},
  who: 'ana',
  startedAt: '2025-02-01T08:00:00.000Z',
  completedAt: '2025-02-01T08:00:01.000Z',
  problem: null,
  undoneBy: null,
};
const report = (status: OutputOf<'sync/run'>['run']['status'], blocking: number): OutputOf<'sync/run'> => ({
  run: { ...RUN, status },
  executions: [],
  issues: { pending: blocking, blocking, byCode: blocking > 0 ? { AUTH_EXPIRED: blocking } : {}, amountAtRisk: 0 },
});
const EFFECT: OutputOf<'decisions/preview'> = {
  clears: 38,
  raises: 0,
  clearedByCode: { SERVICE_UNKNOWN: 38 },
  records: 38,
  months: [{ month: '2025-01', before: 0, after: 1_290_000 }],
};
const DECISION = {
  id: 4,
  kind: 'map-service',
  subject: 'holded:7050',
  value: {},
  reason: '',
  who: 'ana',
  decidedAt: '2025-02-01T08:00:00.000Z',
  undoneAt: null,
};
const decided = {
  'decisions/preview': EFFECT,
  'decisions/make': { decision: DECISION, effect: EFFECT, run: 9 },
  'company/get': COMPANY,
};

describe('exit codes', () => {
  it('say done, blocked, not understood, not done', async () => {
    expect((await runWith('sync', { 'sync/run': report('completed', 0), 'company/get': COMPANY })).exit).toBe(0);
    expect((await runWith('sync', { 'sync/run': report('completed', 2), 'company/get': COMPANY })).exit).toBe(1);
    expect((await runWith('sync --step nope')).exit).toBe(2);
    expect((await runWith('sync --bogus')).exit).toBe(2);
    expect((await runWith('sync', { 'sync/run': report('failed', 2), 'company/get': COMPANY })).exit).toBe(3);
    expect((await runWith('sync', { 'sync/run': { code: 'BAD_RANGE', message: 'No.', fix: 'So.' } })).exit).toBe(2);
    expect((await runWith('sync', { 'sync/run': { code: 'RUN_ACTIVE', message: 'No.', fix: 'So.' } })).exit).toBe(3);
    expect((await runWith('')).exit).toBe(2);
    expect((await runWith('--help')).exit).toBe(0);
    expect((await runWith('--version')).exit).toBe(0);
    expect((await runWith('issues ignore 3')).exit).toBe(2);
  });

  it('weigh an unfinished run more than its issues', () => {
    expect([
      exitOfRun('completed', 0),
      exitOfRun('completed', 1),
      exitOfRun('failed', 1),
      exitOfRun('cancelled', 0),
    ]).toEqual([0, 1, 3, 3]);
    expect(['BAD_INPUT', 'UNKNOWN_STEP', 'LEDGER_MISSING', 'FAULT'].map((code) => exitOfProblem({ code }))).toEqual([
      2, 2, 3, 3,
    ]);
  });

  it('call a month that cannot be closed blocked', async () => {
    const gate = { state: 'BLOCKED', balanceAtRisk: 1, monthAtRisk: 1, materiality: 0, coverage: null } as const;
    const months = { months: [], lockedThrough: null, firstOpenMonth: '2025-01', history: [] };
    const { exit, asked, out } = await runWith('close 2025-03', {
      'close/months': months,
      'close/gate': gate,
      'company/get': COMPANY,
    });
    expect([exit, asked.find(({ channel }) => channel === 'close/gate')?.input]).toEqual([1, { month: '2025-03' }]);
    expect(out).toContain('stops the month');
  });
});

describe('--json', () => {
  it('gives one document and nothing else on standard output, wherever it stands', async () => {
    for (const words of ['--json sync', 'sync --json --quiet']) {
      const { out, err } = await runWith(words, { 'sync/run': report('completed', 0) });
      expect(JSON.parse(out)).toMatchObject({ run: { id: 7 } });
      expect(err).toBe('');
    }
  });

  it('gives the problem as a document too', async () => {
    const { out, err } = await runWith('sync --json --step nope');
    expect(JSON.parse(out)).toMatchObject({ problem: { code: 'UNKNOWN_STEP' } });
    expect(err).toContain('There is no step "nope".');
    expect(JSON.parse((await runWith('sync --json --bogus')).out)).toMatchObject({ problem: { code: 'BAD_USAGE' } });
  });

  it('decides without asking', async () => {
    const { out, asked } = await runWith(
      'decide map-service holded:7050 --none --json',
      decided,
      fakeTerminal({ answers: [] }),
    );
    expect(JSON.parse(out)).toMatchObject({ decision: { id: 4 }, effect: { clears: 38 } });
    expect(asked.map(({ channel }) => channel)).toEqual(['decisions/make']);
  });
});

describe('deciding', () => {
  it('shows the effect, asks, and leaves everything as it was on a no', async () => {
    const { asked, out } = await runWith(
      'decide map-service holded:7050 --to FS',
      decided,
      fakeTerminal({ answers: ['n'] }),
    );
    expect(asked.map(({ channel }) => channel)).toEqual(['decisions/preview', 'company/get']);
    expect(out).toContain('Clears 38 issues');
    expect(out).toContain('12,900.00');
    expect(out).toContain('Nothing was decided.');
  });

  it('goes ahead on a yes, with --yes, and where nobody can be asked', async () => {
    for (const terminal of [fakeTerminal({ answers: ['y'] }), fakeTerminal()]) {
      const { asked } = await runWith(
        '--who ana decide map-service holded:7050 --to FS --reason "new course"',
        decided,
        terminal,
      );
      expect(asked.at(-1)).toEqual({
        channel: 'decisions/make',
        input: {
          kind: 'map-service',
          subject: 'holded:7050',
          value: { service: 'FS' },
          reason: 'new course',
          who: 'ana',
        },
      });
    }
    expect((await runWith('decide gone D --yes', decided, fakeTerminal({ answers: [] }))).terminal.questions).toEqual(
      [],
    );
  });

  it('has a command for each kind, whose value the ledger takes', async () => {
    const lines: Readonly<Record<string, string>> = {
      'map-service': 'A --to S',
      'map-status': 'W --to active',
      contract: 'D --new',
      unlink: 'D',
      enrolment: 'E --with D',
      merge: 'A --into B',
      different: 'A --from B',
      client: 'K --is C',
      dates: 'K --start 2025-01-01 --end 2025-02-01',
      'stop-date': 'P --last-day 2025-01-01',
      duplicate: 'D --exclude',
      gone: 'D',
      confirm: 'unusual_amount S --about X',
      price: 'D --amount 1200.00',
      'price-change': 'D --from 2025-02-01 --amount 1500.00 --for-what-is-left',
      drop: 'D --refund 0 --last-day 2025-01-01 --confirmed-owed',
      pause: 'K --last-day 2025-01-01 --return-day 2025-02-01 --compress',
      resume: 'K --first-day 2025-01-01 --new-end 2025-03-01',
      complete: 'K --last-day 2025-01-01',
      manual: 'D --month 2025-01 --amount -12.50 --reason late',
      'vat-rate': 'D --percent 21',
      'exchange-rate': 'D --rate 0.9215',
      policy: 'pauseLimitMonths --value 4 --from 2025-01 --approver Eva --reason terms',
    };
    expect([...KIND_COMMANDS.map(({ kind }) => kind), 'confirm'].sort()).toEqual([...DECISION_KINDS].sort());
    for (const kind of DECISION_KINDS) {
      const { asked, exit } = await runWith(`decide ${kind} ${lines[kind]}`, decided);
      expect([kind, exit]).toEqual([kind, 0]);
      const made = asked.find(({ channel }) => channel === 'decisions/make')?.input;
      expect(made).toMatchObject({ kind });
      expect(DECISION_VALUES[kind].safeParse((made as { value: unknown }).value)).toMatchObject({ success: true });
    }
  });

  it('asks for a missing or doubtful flag instead of guessing', async () => {
    for (const words of [
      'decide duplicate D',
      'decide duplicate D --keep --exclude',
      'decide contract D',
      'decide contract D --new --with E',
      'decide dates K',
      'decide drop D',
      'decide price-change D --amount 10',
      'decide price-change D --from 2025-02-01 --amount 10 --for-what-is-left --from-the-first-day',
      'decide pause K --last-day 2025-01-01 --extend --compress',
      'decide manual D --month 2025-01 --amount 1',
      'decide map-status W --to gone',
    ]) {
      expect((await runWith(words, decided)).exit).toBe(2);
    }
  });

  it('takes the first answer to an issue, and asks for what it leaves open', async () => {
    const proposals = [
      { kind: 'vat-rate', subject: 'D', value: {}, words: 'Choose the VAT rate', needs: ['basisPoints'] },
    ];
    const answers = { ...decided, 'decisions/for-issue': proposals };
    for (const [words, terminal] of [
      ['decide issue 5 --with percent=21 --yes', fakeTerminal({ answers: [] })],
      ['decide issue 5 --yes', fakeTerminal({ answers: ['21'] })],
    ] as const) {
      const { asked } = await runWith(words, answers, terminal);
      expect(asked.at(-1)?.input).toMatchObject({ kind: 'vat-rate', subject: 'D', value: { basisPoints: 2100 } });
    }
    expect((await runWith('decide issue 5', answers)).exit).toBe(2);
    expect((await runWith('decide issue 5 --choice 2', answers)).exit).toBe(2);
    expect((await runWith('decide issue 5', { ...answers, 'decisions/for-issue': [] })).exit).toBe(3);
  });
});
