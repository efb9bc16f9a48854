/** What the checks of a month look at, currency by currency: of an open month its facts, of a closed one what it stored. */
import { journal } from '../../../shared/close/journal.ts';
import { type RollRow, revenueOf } from '../../../shared/close/roll-forward.ts';
import { sumOf } from '../../../shared/close/sums.ts';
import type { Behind, HolderAmount, TieOutEvidence } from '../../../shared/close/tie-out-evidence.ts';
import type { Currency } from '../../../shared/domain/money.ts';
import { addMonths, firstDay, type Month } from '../../../shared/domain/month.ts';
import { accountMap, accountSettings } from '../../ledger/accounts.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { ledgerBalance } from '../../ledger/month-words.ts';
import { unsoundDocuments } from '../../ledger/report-queries-documents.ts';
import { recognisedToDate } from '../../ledger/report-queries-lines.ts';
import { alteredMoney } from '../altered-money.ts';
import { type Closing, closingBefore } from '../closing-before.ts';
import { type MonthFacts, monthFacts } from '../month-facts.ts';
import type { Lamp, StoredMonth } from '../month-reports.ts';
import { type Schedule, schedules } from '../schedules.ts';
import { storedMonth } from '../stored-month.ts';
import { alteredInClosed, alteredInOpen, closingAsWritten, type Named } from './altered-evidence.ts';
import { receivedIn } from './received-documents.ts';
import { type RollMonth, rollMonth } from './roll-month.ts';
import { waterfallMonth } from './waterfall-month.ts';

export type LampEvidence = TieOutEvidence & {
  /** Journal of the given rows: a check that leaves holders out needs one without them. */
  readonly journalOf: (rows: readonly RollRow[]) => TieOutEvidence['journal'];
  /** Holders whose closing the books are compared with as it was written, because another check names them. */
  readonly asWritten: number;
  /** Checks that are read from a stored record and not made again. */
  readonly asStored?: readonly Lamp[];
};

export interface CurrencyEvidence {
  readonly currency: Currency;
  readonly of: LampEvidence;
}

interface MonthEvidence {
  /** The company's currency first. */
  readonly currencies: readonly CurrencyEvidence[];
  /** All currencies together, in the company's. */
  readonly company: CurrencyEvidence;
}

export function lampEvidence(ledger: Ledger, month: Month): MonthEvidence {
  const facts = monthFacts(ledger);
  const stored = storedMonth(ledger, month);
  return stored === null ? openEvidence(ledger, facts, month) : closedEvidence(ledger, facts, month, stored);
}

/** The same without some holders, whom another check names. */
export function without(evidence: LampEvidence, named: ReadonlySet<string>): LampEvidence {
  const rest = <T extends { readonly id: string }>(items: readonly T[]) => items.filter(({ id }) => !named.has(id));
  const rows = rest(evidence.rows);
  const { storedClosing, storedAssets, altered } = evidence;
  return {
    ...evidence,
    rows,
    journal: evidence.journalOf(rows),
    storedClosing: storedClosing === null ? null : rest(storedClosing),
    storedAssets: storedAssets ? rest(storedAssets) : null,
    detail: rest(evidence.detail),
    waterfall: rest(evidence.waterfall),
    documents: rest(evidence.documents),
    changesOfClosedMonths: rest(evidence.changesOfClosedMonths),
    billedToDate: rest(evidence.billedToDate),
    recognisedToDate: rest(evidence.recognisedToDate),
    limits: rest(evidence.limits),
    altered: new Map([...(altered ?? [])].map(([id, behind]) => [id, rest(behind)])),
    functional: { byHolder: rest(evidence.functional.byHolder), total: rest(evidence.functional.total) },
  };
}

function openEvidence(ledger: Ledger, facts: MonthFacts, month: Month): MonthEvidence {
  const roll = rollMonth(ledger, month);
  const { rows } = roll;
  const settings = accountSettings(ledger);
  const posted = new Map(recognisedToDate(ledger, month).map((row) => [row.key, row]));
  const known = schedules(ledger);
  const before = closingBefore(ledger, month);
  const money = alteredMoney(ledger);
  const altered = alteredInOpen(money, facts, month, known);
  const differences = [...documentDifferences(ledger, facts, month), ...altered.documents];
  const inDoubt = new Set([
    ...differences.map(({ id }) => id),
    ...(altered.byCheck.get(5) ?? []).map(({ id }) => id),
    ...(before === null ? [] : openedElsewhere(rows, before)),
  ]);
  const fall = waterfallMonth(ledger, month, inDoubt);
  const journalOf = (some: readonly RollRow[]) =>
    journal({ month, style: settings.style, level: 'summary', rows: some, accounts: accountMap(settings) });
  const currencyOf = (id: string) => facts.byKey.get(id)?.lines.currency ?? facts.currency;
  const evidenceIn = (currency: Currency): LampEvidence => {
    const own = rows.filter((row) => row.currency === currency);
    const native = own.map((row) => ({ id: row.id, amountMinor: row.closingDeferredMinor }));
    return {
      month,
      rows: own,
      storedClosing: before === null ? null : closingOf(before, currency, 'deferred'),
      storedAssets: before === null ? null : closingOf(before, currency, 'asset'),
      detail: native,
      waterfall: fall.rows.filter((row) => row.currency === currency),
      journal: journalOf(own),
      journalOf,
      documents: [
        ...documentsOf(facts, month, currency, 'own'),
        ...differences.filter(({ id }) => currencyOf(id) === currency),
      ],
      changesOfClosedMonths: documentsOf(facts, month, currency, 'closed'),
      billedToDate: billedToDate(facts, month, currency),
      recognisedToDate: own.flatMap((row) => {
        const amount = posted.get(row.id)?.amount ?? 0;
        return amount === 0 ? [] : [{ id: row.id, amountMinor: amount }];
      }),
      received: [],
      receivedCount: 0,
      ledgerBalanceMinor: null,
      asWritten: 0,
      limits: own.flatMap((row) => limitOf(row, known.get(row.id), month)),
      altered: new Map(
        [...altered.byCheck].map(([id, behind]) => [id, behind.filter((each) => currencyOf(each.id) === currency)]),
      ),
      functional: { byHolder: [], total: [] },
    };
  };
  const named = [...altered.byCheck.values()].flat().map(({ id }) => currencyOf(id));
  const currencies = [...new Set<Currency>([facts.currency, ...rows.map(({ currency }) => currency), ...named])];
  const gone = money.documents.filter(({ isGone }) => isGone).map(({ key }) => key);
  const company = companyEvidence(ledger, month, roll, evidenceIn(facts.currency), altered.byCheck, gone);
  const written = closingAsWritten(money, month, roll);
  return {
    currencies: currencies.map((currency) => ({ currency, of: evidenceIn(currency) })),
    company: { currency: facts.currency, of: { ...company, ...written } },
  };
}

/** What is about the company as a whole: what its sources sent, and its currencies side by side in its own. */
function companyEvidence(
  ledger: Ledger,
  month: Month,
  { rows, functional }: RollMonth,
  of: LampEvidence,
  altered: Named,
  gone: readonly string[],
): LampEvidence {
  const received = receivedIn(ledger, month);
  // That a document is no longer there is told of the document; its record is not passed over in silence.
  const told = new Set(gone.map(idAtSource));
  const documents = received.documents.filter(({ id, state }) => state !== null || !told.has(idAtSource(id)));
  const isLocked = month < ledger.firstOpenMonth();
  const byHolder = functional.map((row) => ({ id: row.id, amountMinor: row.closingDeferredMinor }));
  // In the company's currency the roll-forward states each amount twice; of the others the postings are all there is.
  const total = functional.map((row, at) => {
    const native = rows[at] ?? row;
    return { id: row.id, amountMinor: (native.currency === row.currency ? native : row).closingDeferredMinor };
  });
  return {
    ...of,
    received: documents,
    receivedCount: received.count - (received.documents.length - documents.length),
    // A month that is locked without a close has no closing to compare with.
    ledgerBalanceMinor: isLocked ? null : (ledgerBalance(ledger, month)?.amount ?? null),
    altered,
    functional: { byHolder, total },
  };
}

/** A key without the system it is of. */
function idAtSource(key: string): string {
  return key.slice(key.indexOf(':') + 1);
}

/** A closed month is judged by what it stored; what the ledger holds of it now must still lead there. */
function closedEvidence(ledger: Ledger, facts: MonthFacts, month: Month, stored: StoredMonth): MonthEvidence {
  const open = openEvidence(ledger, facts, month);
  const now = rollMonth(ledger, month);
  const altered = alteredInClosed(now, stored);
  const drift = new Map<string, number>();
  const add = (row: RollRow, sign: 1 | -1) => drift.set(row.id, (drift.get(row.id) ?? 0) + sign * revenueOf(row));
  for (const row of now.rows) add(row, 1);
  for (const row of stored.rollForward) add(row, -1);
  const KEPT: readonly number[] = altered.get(10) === undefined ? [3, 6, 7, 8, 9, 10] : [3, 6, 7, 8, 9];
  const asStored = stored.tieOuts.filter(({ id }) => KEPT.includes(id));
  const closed = ({ currency, of }: CurrencyEvidence, all: boolean): CurrencyEvidence => {
    const rows = stored.rollForward.filter((row) => row.currency === currency);
    const told = new Set<string>();
    // What the postings of the month come to now, from where the month opened; of a holder with two places, at the first.
    const detail = rows.map((row): HolderAmount => {
      const off = told.has(row.id) ? 0 : (drift.get(row.id) ?? 0);
      told.add(row.id);
      return { id: row.id, amountMinor: row.closingDeferredMinor - off };
    });
    const gone = of.rows.filter(({ id }) => !told.has(id) && (drift.get(id) ?? 0) !== 0);
    for (const { id } of gone) {
      if (told.has(id)) continue;
      told.add(id);
      detail.push({ id, amountMinor: -(drift.get(id) ?? 0) });
    }
    const more = new Map<number, readonly Behind[]>([...(of.altered ?? [])].filter(([id]) => id === 5));
    for (const [id, behind] of altered)
      more.set(id, all ? behind : behind.filter((each) => rows.some((row) => row.id === each.id)));
    const same = stored.functional.map((row) => ({ id: row.id, amountMinor: row.closingDeferredMinor }));
    const functional = all ? { byHolder: same, total: same } : of.functional;
    const journalNow = of.journalOf(rows);
    return { currency, of: { ...of, rows, detail, journal: journalNow, altered: more, functional, asStored } };
  };
  return { currencies: open.currencies.map((each) => closed(each, false)), company: closed(open.company, true) };
}

function openedElsewhere(rows: readonly RollRow[], before: Closing): string[] {
  const opening = new Map<string, { deferred: number; asset: number }>();
  for (const row of rows) {
    const sum = opening.get(row.id) ?? { deferred: 0, asset: 0 };
    opening.set(row.id, {
      deferred: sum.deferred + row.openingDeferredMinor,
      asset: sum.asset + row.openingContractAssetMinor,
    });
  }
  return [...new Set([...opening.keys(), ...before.keys()])].filter((id) => {
    const [now, then] = [opening.get(id), before.get(id)];
    return (now?.deferred ?? 0) !== (then?.deferred ?? 0) || (now?.asset ?? 0) !== (then?.asset ?? 0);
  });
}

function closingOf(closing: Closing, currency: Currency, which: 'deferred' | 'asset'): HolderAmount[] {
  return [...closing].flatMap(([id, row]) => (row.currency === currency ? [{ id, amountMinor: row[which] }] : []));
}

/** Documents counted in a month: those dated in it, or changes of those dated in months that are closed. */
function documentsOf(facts: MonthFacts, month: Month, currency: Currency, which: 'own' | 'closed'): HolderAmount[] {
  return facts.counted.flatMap((part) => {
    if (part.countedIn !== month || part.how !== 'billed' || part.currency !== currency) return [];
    const own = part.date.slice(0, 7) === month;
    return own === (which === 'own') ? [{ id: part.holder, amountMinor: part.netMinor }] : [];
  });
}

/** Documents that do not agree with themselves, told of the holder they belong to. Those altered are told elsewhere. */
function documentDifferences(ledger: Ledger, facts: MonthFacts, month: Month): HolderAmount[] {
  // Of an open month those of all months before it as well: what changed there counts here.
  const from = month < facts.openFrom ? firstDay(month) : '';
  const altered = new Set(alteredMoney(ledger).documents.map(({ key }) => key));
  const found = unsoundDocuments(ledger, from, firstDay(addMonths(month, 1))).filter(({ key }) => !altered.has(key));
  if (found.length === 0) return [];
  const holders = new Map(facts.counted.map(({ documentId, holder }) => [documentId, holder]));
  return found.map(({ key, difference }) => ({ id: holders.get(key) ?? key, amountMinor: difference }));
}

function billedToDate(facts: MonthFacts, month: Month, currency: Currency): HolderAmount[] {
  return facts.counted.flatMap(({ holder, countedIn, netMinor, currency: code }) =>
    countedIn <= month && code === currency ? [{ id: holder, amountMinor: netMinor }] : [],
  );
}

function limitOf(row: RollRow, schedule: Schedule | undefined, month: Month) {
  // A held contract is not judged: its postings wait for the answer as they are.
  if (schedule === undefined || schedule.heldFrom !== null) return [];
  const upTo = (lines: Schedule['lines']) => sumOf(lines, (line) => (line.month <= month ? line.amountMinor : 0));
  const manual = upTo(schedule.manual);
  const limitsMinor = [schedule.entitledMinor, upTo(schedule.lines) - manual];
  return [{ id: row.id, recognisedMinor: row.recognisedToDateMinor, limitsMinor }];
}
