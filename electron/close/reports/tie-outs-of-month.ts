/**
 * The ten lamps of a month. Each looks at two places of the ledger that were written apart from one another; where a check names a
 * holder, the ones after it leave that holder out, so that one fault lights one lamp and not all that follow from it.
 */
import { journal } from '../../../shared/close/journal.ts';
import { type RollRow, revenueOf } from '../../../shared/close/roll-forward.ts';
import { sumOf } from '../../../shared/close/sums.ts';
import type { HolderAmount, TieOutEvidence } from '../../../shared/close/tie-out-evidence.ts';
import { type TieOut, type TieOutOverride, tieOuts } from '../../../shared/close/tie-outs.ts';
import type { Currency } from '../../../shared/domain/money.ts';
import { addMonths, firstDay, type Month } from '../../../shared/domain/month.ts';
import { accountMap, accountSettings } from '../../ledger/accounts.ts';
import { closeOf, lockById } from '../../ledger/close-versions.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { ledgerBalance, tieOutOverrides } from '../../ledger/month-words.ts';
import { unsoundDocuments } from '../../ledger/report-queries-documents.ts';
import { recognisedToDate } from '../../ledger/report-queries-lines.ts';
import { type MonthFacts, monthFacts } from '../month-facts.ts';
import type { Lamp, StoredMonth } from '../month-reports.ts';
import { type Schedule, schedules } from '../schedules.ts';
import { storedMonth } from '../stored-month.ts';
import { receivedIn } from './received-documents.ts';
import { rollMonth } from './roll-month.ts';
import { waterfallMonth } from './waterfall-month.ts';

/** In this order a fault is told by the first check that sees it. Those not listed are about no single holder. */
const ORDER = [1, 5, 2, 3, 4, 6, 9, 10] as const;

export function overridesOf(ledger: Ledger, month: Month): TieOutOverride[] {
  return tieOutOverrides(ledger, month).flatMap(({ tieOut, reason, who }) =>
    tieOut === 5 || tieOut === 7 || tieOut === 8 ? [{ id: tieOut, reason, by: who }] : [],
  );
}

/** The lamps as the ledger stands now: of a month that is open against its facts, of a closed one against what it stored. */
export function lampsOf(ledger: Ledger, month: Month): Lamp[] {
  const facts = monthFacts(ledger);
  const stored = storedMonth(ledger, month);
  const evidence = stored === null ? openEvidence(ledger, facts, month) : closedEvidence(ledger, facts, month, stored);
  const overrides = overridesOf(ledger, month);
  const byCurrency = evidence.map(({ currency, of }) => ({ currency, lamps: lampsIn(of, overrides) }));
  const [first] = byCurrency;
  if (!first) return [];
  return first.lamps.map((lamp, at) => {
    // One lamp a check: that of the first currency in which it does not tie.
    const worst = byCurrency.find(({ lamps }) => lamps[at]?.lamp.state !== 'ties') ?? first;
    const shown = worst.lamps[at] ?? lamp;
    return { ...shown.lamp, currency: worst.currency, leftOut: shown.leftOut };
  });
}

type Evidence = TieOutEvidence & {
  /** Closing balance of the other currencies in the company's: the books hold one balance for all. */
  readonly elsewhereMinor: number;
  /** Journal of the given rows: a check that leaves holders out needs one without them. */
  readonly journalOf: (rows: readonly RollRow[]) => TieOutEvidence['journal'];
};

/** Checks that are read from a stored record and not made again. */
type WithStored = Evidence & { readonly asStored?: readonly Lamp[] };

function lampsIn(evidence: WithStored, overrides: readonly TieOutOverride[]): { lamp: TieOut; leftOut: number }[] {
  const all = tieOuts(evidence, overrides);
  const named = new Set<string>();
  const stored = (id: number) => evidence.asStored?.find((each) => each.id === id);
  const shown = new Map(
    all.map((lamp) => [lamp.id as number, { lamp: stored(lamp.id) ?? inTheBooks(lamp, evidence), leftOut: 0 }]),
  );
  for (const id of ORDER) {
    let lamp = stored(id) ?? all[id - 1];
    let leftOut = 0;
    if (lamp && named.size > 0 && lamp.behind.some((each) => named.has(each.id))) {
      lamp = tieOuts(without(evidence, named), overrides)[id - 1] ?? lamp;
      leftOut = named.size;
    }
    if (!lamp) continue;
    shown.set(id, { lamp, leftOut });
    for (const each of lamp.behind) named.add(each.id);
  }
  return [...shown.values()];
}

/** The balance of the books is one for all currencies, and is shown as it was typed. */
function inTheBooks(lamp: TieOut, { elsewhereMinor, ledgerBalanceMinor }: Evidence): TieOut {
  if (lamp.id !== 8 || elsewhereMinor === 0) return lamp;
  const leftMinor = ledgerBalanceMinor === null ? 0 : lamp.leftMinor + elsewhereMinor;
  return { ...lamp, leftMinor, rightMinor: lamp.rightMinor + elsewhereMinor };
}

function without(evidence: Evidence, named: ReadonlySet<string>): TieOutEvidence {
  const rest = <T extends { readonly id: string }>(items: readonly T[]) => items.filter(({ id }) => !named.has(id));
  const rows = rest(evidence.rows);
  return {
    ...evidence,
    rows,
    journal: evidence.journalOf(rows),
    storedClosing: evidence.storedClosing === null ? null : rest(evidence.storedClosing),
    detail: rest(evidence.detail),
    waterfall: rest(evidence.waterfall),
    documents: rest(evidence.documents),
    changesOfClosedMonths: rest(evidence.changesOfClosedMonths),
    billedToDate: rest(evidence.billedToDate),
    recognisedToDate: rest(evidence.recognisedToDate),
    limits: rest(evidence.limits),
    functional: { byHolder: rest(evidence.functional.byHolder), total: rest(evidence.functional.total) },
  };
}

function openEvidence(
  ledger: Ledger,
  facts: MonthFacts,
  month: Month,
): { readonly currency: Currency; readonly of: Evidence }[] {
  const { rows, functional } = rollMonth(ledger, month);
  const settings = accountSettings(ledger);
  const received = receivedIn(ledger, month);
  const posted = new Map(recognisedToDate(ledger, month).map((row) => [row.key, row]));
  const known = schedules(ledger);
  const before = closingBefore(ledger, facts, month);
  const differences = documentDifferences(ledger, facts, month);
  const balance = ledgerBalance(ledger, month)?.amount ?? null;
  const inDoubt = new Set(differences.map(({ id }) => id));
  if (before !== null) {
    const opening = new Map<string, number>();
    for (const row of rows) opening.set(row.id, (opening.get(row.id) ?? 0) + row.openingDeferredMinor);
    for (const id of new Set([...opening.keys(), ...before.keys()]))
      if ((opening.get(id) ?? 0) !== (before.get(id)?.deferred ?? 0)) inDoubt.add(id);
  }
  const fall = waterfallMonth(ledger, month, inDoubt);
  const currencies = [...new Set<Currency>([facts.currency, ...rows.map(({ currency }) => currency)])];
  return currencies.map((currency) => {
    const at = rows.flatMap((row, index) => (row.currency === currency ? [index] : []));
    const own = at.flatMap((index) => rows[index] ?? []);
    const company = at.flatMap((index) => functional[index] ?? []);
    const isCompany = currency === facts.currency;
    const elsewhereMinor = isCompany
      ? sumOf(functional, (row) => row.closingDeferredMinor) - sumOf(company, (row) => row.closingDeferredMinor)
      : 0;
    const journalOf = (some: readonly RollRow[]) =>
      journal({ month, style: settings.style, level: 'summary', rows: some, accounts: accountMap(settings) });
    const of: Evidence = {
      month,
      rows: own,
      storedClosing: before === null ? null : closingOf(before, currency),
      detail: own.map((row) => ({ id: row.id, amountMinor: row.closingDeferredMinor })),
      waterfall: fall.rows.filter((row) => row.currency === currency),
      journal: journalOf(own),
      journalOf,
      documents: [...documentsOf(facts, month, currency, 'own'), ...differencesIn(differences, facts, currency)],
      changesOfClosedMonths: documentsOf(facts, month, currency, 'closed'),
      billedToDate: billedToDate(facts, month, currency),
      recognisedToDate: own.flatMap((row) => {
        const amount = posted.get(row.id)?.amount ?? 0;
        return amount === 0 ? [] : [{ id: row.id, amountMinor: amount }];
      }),
      received: isCompany ? received.documents : [],
      receivedCount: isCompany ? received.count : 0,
      // The books hold one balance, in the company's currency; the other currencies have none to compare.
      ledgerBalanceMinor: !isCompany
        ? sumOf(own, (row) => row.closingDeferredMinor)
        : balance === null
          ? null
          : balance - elsewhereMinor,
      elsewhereMinor,
      limits: own.flatMap((row) => limitOf(row, known.get(row.id), month)),
      functional: {
        byHolder: company.map((row) => ({ id: row.id, amountMinor: row.closingDeferredMinor })),
        total: isCompany
          ? own.map((row) => ({ id: row.id, amountMinor: row.closingDeferredMinor }))
          : company.map((row) => ({ id: row.id, amountMinor: row.closingDeferredMinor })),
      },
    };
    return { currency, of };
  });
}

/** A closed month is judged by what it stored; what the ledger holds of it now must still lead there. */
function closedEvidence(
  ledger: Ledger,
  facts: MonthFacts,
  month: Month,
  stored: StoredMonth,
): { readonly currency: Currency; readonly of: WithStored }[] {
  return openEvidence(ledger, facts, month).map(({ currency, of }) => {
    const rows = stored.rollForward.filter((row) => row.currency === currency);
    const movedNow = new Map(of.rows.map((row) => [row.id, row]));
    const detail = rows.map((row) => {
      const now = movedNow.get(row.id);
      // What the postings of the month come to now, from where the month opened.
      const drift = (now === undefined ? 0 : revenueOf(now)) - revenueOf(row);
      return { id: row.id, amountMinor: row.closingDeferredMinor - drift };
    });
    const keep = stored.tieOuts.filter(
      ({ id }) => id === 3 || id === 6 || id === 7 || id === 8 || id === 9 || id === 10,
    );
    return { currency, of: { ...of, rows, detail, journal: of.journalOf(rows), asStored: keep } };
  });
}

type Closing = ReadonlyMap<string, { readonly currency: Currency; readonly deferred: number }>;

/**
 * Where the month before ended, as it was stored. Null: nothing was stored, so there is nothing to compare. A close without its lock,
 * or a lock without its close, is as if nothing had been closed with these figures: every holder is named.
 */
function closingBefore(ledger: Ledger, facts: MonthFacts, month: Month): Closing | null {
  if (month <= facts.firstMonth) return null;
  const before = addMonths(month, -1);
  const close = closeOf(ledger, before);
  const locked = ledger.lockedThrough();
  if (close === null) return null;
  const lock = lockById(ledger, close.lock);
  const sound = lock !== null && lock.action === 'lock' && lock.month === before && locked !== null && locked >= before;
  if (!sound) return new Map();
  const closing = new Map<string, { currency: Currency; deferred: number }>();
  for (const row of storedMonth(ledger, before)?.rollForward ?? [])
    closing.set(row.id, {
      currency: row.currency,
      deferred: row.closingDeferredMinor + (closing.get(row.id)?.deferred ?? 0),
    });
  return closing;
}

function closingOf(closing: Closing, currency: Currency): HolderAmount[] {
  return [...closing].flatMap(([id, row]) => (row.currency === currency ? [{ id, amountMinor: row.deferred }] : []));
}

/** Documents counted in a month: those dated in it, or changes of those dated in months that are closed. */
function documentsOf(facts: MonthFacts, month: Month, currency: Currency, which: 'own' | 'closed'): HolderAmount[] {
  return facts.counted.flatMap((part) => {
    if (part.countedIn !== month || part.how !== 'billed' || part.currency !== currency) return [];
    const own = part.date.slice(0, 7) === month;
    return own === (which === 'own') ? [{ id: part.holder, amountMinor: part.netMinor }] : [];
  });
}

/** Documents that do not agree with themselves, told of the holder they belong to. */
function documentDifferences(ledger: Ledger, facts: MonthFacts, month: Month): HolderAmount[] {
  // Of an open month those of all months before it as well: what changed there counts here.
  const from = month < facts.openFrom ? firstDay(month) : '';
  const found = unsoundDocuments(ledger, from, firstDay(addMonths(month, 1)));
  if (found.length === 0) return [];
  const holders = new Map(facts.counted.map(({ documentId, holder }) => [documentId, holder]));
  return found.map(({ key, difference }) => ({ id: holders.get(key) ?? key, amountMinor: difference }));
}

function differencesIn(differences: readonly HolderAmount[], facts: MonthFacts, currency: Currency): HolderAmount[] {
  return differences.filter(({ id }) => (facts.byKey.get(id)?.lines.currency ?? facts.currency) === currency);
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
