/** The comparison with the old system as a use case: what pages say is read from their stored records, offline. */
import { addMonths, type MonthRange, month } from '../../shared/domain/month.ts';
import { fail, ok, type Result } from '../../shared/domain/problem.ts';
import { DEFECTS } from '../close/parity/defects.ts';
import type { Fraction } from '../close/parity/fraction.ts';
import type { Evidence } from '../close/parity/old-contract.ts';
import { evidenceOf } from '../close/parity/old-words.ts';
import { type ParityReport, parityReport } from '../close/parity/parity-report.ts';
import { RULE_WORDS } from '../close/parity/rule-words.ts';
import { DEFAULT_POLICY } from '../close/policy.ts';
import { DecisionIndex } from '../ledger/decision-index.ts';
import { activeDecisions } from '../ledger/decisions.ts';
import { clientPayloads } from '../ledger/parity-facts.ts';
import { whileUnchanged } from '../ledger/while-unchanged.ts';
import { streamsOfStep } from '../sync/apply/context.ts';
import type { App, UseCases } from './app.ts';
import { readConnections } from './connections.ts';
import { latestSynced } from './run-context.ts';

type Row = ParityReport['rows'][number];

export const parityUseCases: UseCases<'parity/report'> = {
  'parity/report': (app, input) => {
    const { ledger } = app;
    const from = input.from === undefined ? ledger.firstMonth : month(input.from);
    const until =
      input.until === undefined ? addMonths(latestSynced(ledger, ledger.firstMonth), 1) : month(input.until);
    if (until <= from) return noRange();
    const report = whileUnchanged(ledger, `parity ${from} ${until}`, () => reportOf(app, { from, until }));
    const { reason, contract, equal, offset, limit } = input;
    const rows = report.rows.filter(
      (row) =>
        (equal || row.now !== row.old) &&
        (reason === undefined || row.causes.some((cause) => cause.reason === reason)) &&
        (contract === undefined || row.contracts.some(({ id }) => id === contract)),
    );
    const sum = report.months.reduce(
      (total, { old, now }) => ({ old: total.old + old, now: total.now + now }),
      NOTHING,
    );
    return ok({
      currency: ledger.currency,
      from,
      until,
      rows: rows.slice(offset, offset + limit).map(rowView),
      total: rows.length,
      months: report.months.map((each) => ({ ...each, difference: each.now - each.old })),
      sum: { ...sum, difference: sum.now - sum.old },
      reasons: report.reasons.map(({ reason: code, amount, months }) => ({
        code,
        words: DEFECTS[code],
        amount,
        months,
      })),
    });
  },
};

const NOTHING = { old: 0, now: 0 };

function noRange(): Result<never> {
  return fail({
    code: 'BAD_RANGE',
    message: 'The range of months ends before it begins.',
    fix: 'Name a last month after the first.',
  });
}

function reportOf(app: App, range: MonthRange): ParityReport {
  const { ledger } = app;
  const pages = pagesOf(app);
  const silent: Evidence = { kind: pages === null ? 'unreachable' : 'absent' };
  return parityReport({
    ledger,
    decisions: new DecisionIndex(activeDecisions(ledger)),
    policy: DEFAULT_POLICY,
    range,
    evidenceOf: (client) => pages?.get(client) ?? silent,
  });
}

/** What the pages say, by client. Null: no such system is connected, which the old one took for a page that does not exist. */
function pagesOf(app: App): ReadonlyMap<number, Evidence> | null {
  const streams = streamsOfStep(readConnections(app), 'notion-external-id');
  if (streams.length === 0) return null;
  const pages = new Map<number, Evidence>();
  for (const { connection, stream } of streams) {
    for (const { client, payload } of clientPayloads(app.ledger, connection.row.id, stream.name)) {
      if (pages.has(client)) continue;
      const read = stream.wire.safeParse(payload);
      const drafts = read.success ? stream.map(read.data, connection.config as never) : [];
      for (const draft of drafts) {
        if (draft.draft !== 'party') continue;
        pages.set(client, evidenceOf(draft.evidence?.status ?? null, draft.evidence?.date ?? null));
      }
    }
  }
  return pages;
}

function rowView(row: Row) {
  return {
    contracts: row.contracts,
    client: row.client,
    service: row.service,
    month: row.month,
    old: row.old,
    now: row.now,
    difference: row.now - row.old,
    oldExact: row.oldExact === null ? null : fractionText(row.oldExact),
    did: row.rule === null ? 'knew no contract' : RULE_WORDS[row.rule],
    causes: row.causes.map(({ reason, amount }) => ({ code: reason, words: DEFECTS[reason], amount })),
  };
}

/** Exact either way: `140.625` where the digits end within six places, else `156 11/13`. */
function fractionText({ over, under }: Fraction): string {
  const size = over < 0n ? -over : over;
  const sign = over < 0n ? '-' : '';
  for (let digits = 0; digits <= 6; digits++) {
    const scale = 10n ** BigInt(digits);
    if ((size * scale) % under !== 0n) continue;
    const text = String((size * scale) / under).padStart(digits + 1, '0');
    return `${sign}${digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`}`;
  }
  const whole = size / under;
  return `${sign}${whole === 0n ? '' : `${whole} `}${size % under}/${under}`;
}
