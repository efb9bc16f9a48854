import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContractFacts, EnrolmentPlan, PostedLine } from '../../../electron/close/facts.ts';
import { overRecognised } from '../../../electron/close/plan-postings.ts';
import { addDays, civilDate } from '../../../shared/domain/civil-date.ts';
import { RECOGNITION_METHODS } from '../../../shared/domain/entities.ts';
import { addMonths, month } from '../../../shared/domain/month.ts';
import { contract, credit, decided, draftsOf, enrolment, invoice, post, targetOf } from './contract-builder.ts';

const FIRST = '2024-01';
const LAST = '2029-12';
const dayOf = (offset: number) => addDays(civilDate('2024-01-01'), offset);
const offset = fc.integer({ min: 0, max: 500 });
const METHODS = RECOGNITION_METHODS.filter((method) => method !== 'sessions' && method !== 'sessions_total');

const stopped = fc.option(
  fc.record({
    status: fc.constantFrom('POSTPONED' as const, 'DROPPED' as const, 'ENDED' as const),
    at: fc.integer({ min: -10, max: 260 }),
    source: fc.constantFrom('stated' as const, 'record_edit' as const),
  }),
);

const enrolments: fc.Arbitrary<EnrolmentPlan[]> = fc
  .array(fc.record({ start: offset, days: fc.integer({ min: 1, max: 250 }), stopped }), { minLength: 1, maxLength: 4 })
  .map((plans) =>
    plans.map(({ start, days, stopped }, at) =>
      enrolment(
        dayOf(start),
        dayOf(start + days - 1),
        stopped === null ? {} : { status: stopped.status, on: dayOf(start + stopped.at), source: stopped.source },
        { key: `FOURGEEKS:${at}` },
      ),
    ),
  );

const documents = fc
  .record({
    invoices: fc.array(fc.record({ at: offset, net: fc.integer({ min: 1, max: 900_000 }) }), {
      minLength: 1,
      maxLength: 4,
    }),
    credits: fc.array(
      fc.record({
        at: offset,
        share: fc.integer({ min: 1, max: 40 }),
        reason: fc.constantFrom('price_error' as const, 'goodwill' as const, 'cancellation' as const, null),
      }),
      { maxLength: 2 },
    ),
    paidPercent: fc.integer({ min: 0, max: 100 }),
  })
  .map(({ invoices, credits, paidPercent }) => {
    const billed = invoices.reduce((sum, { net }) => sum + net, 0);
    return [
      ...invoices.map(({ at, net }, index) =>
        invoice(dayOf(at), net, { key: `I${index}`, paidNet: Math.floor((net * paidPercent) / 100) }),
      ),
      ...credits.map(({ at, share, reason }, index) =>
        credit(dayOf(at), Math.floor((billed * share) / 100), { key: `C${index}`, creditReason: reason }),
      ),
    ];
  });

const drop = fc.option(
  fc.record({
    refund: fc.integer({ min: 0, max: 1 }),
    confirmedOwed: fc.boolean(),
    lastDay: fc.option(offset.map(dayOf)),
  }),
);

const pause = fc.array(
  fc.record({
    lastDay: offset.map(dayOf),
    away: fc.option(fc.integer({ min: 1, max: 90 })),
    mode: fc.constantFrom('extend' as const, 'compress' as const, null),
  }),
  { maxLength: 2 },
);
const resume = fc.array(fc.record({ at: offset, days: fc.integer({ min: 0, max: 200 }) }), { maxLength: 2 });
const complete = fc.option(fc.record({ lastDay: offset.map(dayOf) }), { freq: 4 });

const priceChanges = fc.array(
  fc.record({
    from: offset.map(dayOf),
    amount: fc.integer({ min: 0, max: 900_000 }),
    mode: fc.constantFrom('prospective' as const, 'catch_up' as const, null),
  }),
  { maxLength: 2 },
);

const method = fc.constantFrom(...METHODS);
const policy = fc.record(
  {
    pauseMode: fc.constantFrom('extend' as const, 'compress' as const),
    priceChange: fc.constantFrom('prospective' as const, 'catch_up' as const),
    extension: fc.constantFrom('prospective' as const, 'catch_up' as const),
    recogniseBeforeInvoice: fc.boolean(),
    releaseWithoutAsking: fc.boolean(),
  },
  { requiredKeys: [] },
);
/** What was followed before choices that began in later months. */
const formerly = fc
  .uniqueArray(fc.record({ until: fc.integer({ min: 1, max: 20 }), method, policy }), {
    maxLength: 2,
    selector: ({ until }) => until,
  })
  .map((choices) =>
    choices
      .sort((a, b) => a.until - b.until)
      .map(({ until, ...followed }) => ({ until: addMonths(month(FIRST), until), ...followed })),
  );

const contracts: fc.Arbitrary<ContractFacts> = fc
  .record({ documents, enrolments, drop, pause, resume, complete, priceChanges, method, formerly })
  .map(({ drop, pause, resume, complete, priceChanges, formerly, ...rest }) =>
    contract({
      ...rest,
      ...(formerly.length === 0 ? {} : { formerly }),
      decisions: decided({
        drop,
        complete,
        priceChanges,
        pause: pause.map(({ lastDay, away, mode }) => ({
          lastDay,
          returnDay: away === null ? null : addDays(lastDay, away),
          mode,
        })),
        resume: resume.map(({ at, days }) => ({ firstDay: dayOf(at), newEnd: dayOf(at + days) })),
      }),
    }),
  );

const running: fc.Arbitrary<ContractFacts> = fc
  .record({
    start: offset,
    days: fc.integer({ min: 1, max: 400 }),
    net: fc.integer({ min: 1, max: 900_000 }),
    at: offset,
  })
  .map(({ start, days, net, at }) =>
    contract({ documents: [invoice(dayOf(at), net)], enrolments: [enrolment(dayOf(start), dayOf(start + days - 1))] }),
  );

const total = (lines: readonly { readonly amount: number }[]) => lines.reduce((sum, { amount }) => sum + amount, 0);
const byCell = (lines: readonly PostedLine[]) => {
  const cells = new Map<string, number>();
  for (const { month, kind, amount } of lines)
    cells.set(`${month} ${kind}`, (cells.get(`${month} ${kind}`) ?? 0) + amount);
  return Object.fromEntries([...cells].filter(([, amount]) => amount !== 0).sort());
};
const all = { first: FIRST, locked: null, upTo: LAST };

describe('whatever happens to a contract', () => {
  it('postings and held money are what the company is entitled to', () => {
    fc.assert(
      fc.property(contracts, (facts) => {
        const target = targetOf(facts);
        if (target.holds.length > 0) return;
        expect(total(target.lines) + target.held).toBe(target.entitled);
        expect(total(post(facts, [], all)) + target.held).toBe(target.entitled);
      }),
      { numRuns: 600 },
    );
  });

  it('the engine understands every story that sources tell; one that decisions made impossible is held', () => {
    fc.assert(
      fc.property(contracts, (facts) => {
        const { drop } = facts.decisions;
        const told = targetOf({ ...facts, decisions: decided({ drop }) });
        expect(told.findings.filter(({ details }) => details.refused !== undefined)).toEqual([]);
        const target = targetOf(facts);
        const refused = target.findings.some(({ details }) => details.refused !== undefined);
        if (refused) expect(target.holds.some(({ from }) => from === null)).toBe(true);
      }),
      { numRuns: 600 },
    );
  });

  it('a second run changes nothing, whichever months are closed', () => {
    fc.assert(
      fc.property(contracts, contracts, fc.nat(20), fc.nat(20), (before, after, locked, ahead) => {
        const run = {
          first: FIRST,
          locked: addMonths(month(FIRST), locked),
          upTo: addMonths(month(FIRST), locked + 1 + ahead),
        };
        const first = post(before, [], { ...all, upTo: run.locked });
        const second = post(after, first, run);
        expect(draftsOf(after, second, run)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('closed months are never touched', () => {
    fc.assert(
      fc.property(contracts, contracts, fc.nat(30), (before, after, locked) => {
        const lock = addMonths(month(FIRST), locked);
        const posted = post(before, [], { ...all, upTo: lock });
        const drafts = draftsOf(after, posted, { ...all, locked: lock });
        expect(drafts.filter((draft) => draft.month <= lock)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('closing month by month gives what closing once at the end gives, when the facts were the same', () => {
    fc.assert(
      fc.property(contracts, (facts) => {
        let posted: PostedLine[] = [];
        for (let at = month(FIRST); at <= LAST; at = addMonths(at, 1)) {
          posted = post(facts, posted, { first: FIRST, locked: at === FIRST ? null : addMonths(at, -1), upTo: at });
        }
        expect(byCell(posted)).toEqual(byCell(post(facts, [], all)));
      }),
      { numRuns: 60 },
    );
  });

  it('the cumulative figure is right from the first open month on, whatever was known before', () => {
    fc.assert(
      fc.property(contracts, contracts, fc.nat(20), (before, after, locked) => {
        const lock = addMonths(month(FIRST), locked);
        const posted = post(after, post(before, [], { ...all, upTo: lock }), { ...all, locked: lock });
        const target = targetOf(after);
        if (target.holds.length > 0) return;
        expect(total(posted)).toBe(target.recognised);
        expect(overRecognised(target, posted, [], month(LAST))).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it('the order of runs over open months does not matter', () => {
    fc.assert(
      fc.property(contracts, fc.array(fc.nat(40), { maxLength: 6 }), (facts, order) => {
        let posted: PostedLine[] = [];
        for (const at of order) posted = post(facts, posted, { ...all, upTo: addMonths(month(FIRST), at) });
        expect(byCell(post(facts, posted, all))).toEqual(byCell(post(facts, [], all)));
      }),
      { numRuns: 100 },
    );
  });

  it('the order in which documents and enrolments were read does not matter', () => {
    fc.assert(
      fc.property(contracts, (facts) => {
        const turned = {
          ...facts,
          documents: [...facts.documents].reverse(),
          enrolments: [...facts.enrolments].reverse(),
        };
        const [a, b] = [targetOf(facts), targetOf(turned)];
        expect(b.lines).toEqual(a.lines);
        expect(b.inputsHash).toBe(a.inputsHash);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a running contract', () => {
  it('never posts more than its price, and never takes back', () => {
    fc.assert(
      fc.property(running, fc.nat(30), (facts, ahead) => {
        const target = targetOf(facts);
        const posted = post(facts, [], { ...all, upTo: addMonths(month(FIRST), ahead) });
        expect(posted.every(({ amount }) => amount >= 0)).toBe(true);
        expect(total(posted)).toBeLessThanOrEqual(target.price);
      }),
    );
  });

  it('never posts without evidence', () => {
    fc.assert(
      fc.property(documents, fc.nat(40), (documents, ahead) => {
        const facts = contract({ documents });
        expect(draftsOf(facts, [], { ...all, upTo: addMonths(month(FIRST), ahead) })).toEqual([]);
      }),
    );
  });
});
