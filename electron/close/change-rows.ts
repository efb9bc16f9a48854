/** The late changes of a close: what became known since the figures were handed out last, each with its money before and now. */
import type { ChangeRow } from '../../shared/close/close-data.ts';
import { currency } from '../../shared/domain/money.ts';
import { lastDay, type Month, monthInWords, month as monthOfText, parseMonth } from '../../shared/domain/month.ts';
import { thingReference } from '../../shared/domain/reference.ts';
import { type ChangedRow, carriedByMonths, latePostings, rowsChangedSince } from '../ledger/changes-since.ts';
import { closesInForce } from '../ledger/close-versions.ts';
import { allDecisions } from '../ledger/decisions.ts';
import { nameOfKey } from '../ledger/details-contract.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { rowNamed } from '../ledger/named-things.ts';
import { packageRows, postedSince } from '../ledger/package-queries.ts';
import { referencesOf } from '../ledger/references.ts';
import { decisionInWords } from './explain-decision.ts';
import { dayInWords } from './explain-words.ts';

export interface LateChanges {
  readonly rows: readonly ChangeRow[];
  /** Since when, in words. */
  readonly since: string;
}

/** When figures left the house last, and which months they told of. */
interface Handed {
  readonly words: string;
  readonly at: string;
  readonly posting: number;
  readonly upTo: Month;
}

/** `learnt`: sentences by contract about what became known since the last close; asked only where revenue changed. */
export function lateChanges(
  ledger: Ledger,
  month: Month,
  learnt: () => ReadonlyMap<number, readonly string[]>,
): LateChanges {
  const handed = handedLast(ledger, month);
  if (handed === null)
    return { rows: [], since: 'nothing was handed out or closed before, so there is nothing to compare with' };
  const documents = documentRows(ledger, handed);
  const enrolments = enrolmentRows(ledger, handed);
  const why = new Map<number, string[]>();
  for (const { contract, row } of [...documents, ...enrolments])
    if (contract !== null) why.set(contract, [...(why.get(contract) ?? []), row.what]);
  let known: ReturnType<typeof learnt> | null = null;
  const because = (contract: number) => {
    known ??= learnt();
    return (known.get(contract) ?? why.get(contract) ?? []).join(' ');
  };
  return {
    rows: withRuns(ledger, [
      ...lateRows(ledger, month, handed, because),
      ...revenueRows(ledger, month, handed, because),
      ...documents.map(({ row }) => row),
      ...enrolments.map(({ row }) => row),
      ...decisionRows(ledger, handed),
    ]),
    since: handed.words,
  };
}

/** A row before the reference of its run is known. */
type Drafted = Omit<ChangeRow, 'run'> & { readonly run: number | null };

function handedLast(ledger: Ledger, month: Month): Handed | null {
  const packages = packageRows(ledger).filter((row) => row.month <= month);
  const last = packages.find((row) => row.month === month) ?? packages[0];
  if (last) {
    const of = parseMonth(last.month) ?? month;
    const words = `what changed since the package of ${monthInWords(of)} was handed out on ${dayInWords(last.at)} by ${last.who}`;
    return { words, at: last.at, posting: last.posting_id, upTo: of };
  }
  const close = closesInForce(ledger).findLast((each) => each.month <= month);
  if (!close) return null;
  const words = `no package was handed out before: what changed since ${monthInWords(close.month)} was closed on ${dayInWords(close.at)}`;
  return { words, at: close.at, posting: close.watermarks.posting, upTo: close.month };
}

/** Revenue that belongs to closed months, by the month it belongs to: what it carries and what it should carry. */
function lateRows(ledger: Ledger, month: Month, handed: Handed, because: (contract: number) => string): Drafted[] {
  const postings = latePostings(ledger, month);
  const fresh = new Set(postings.filter(({ id }) => id > handed.posting).map((row) => row.contract_id));
  const carried = carriedByMonths(ledger, [...fresh]);
  const rows: Drafted[] = [];
  for (const [contract, own] of Map.groupBy(postings, (row) => row.contract_id)) {
    if (!fresh.has(contract)) continue;
    const before = new Map<string, number>();
    const after = new Map<string, number>();
    for (const { id, note, sign } of own)
      for (const part of partsOf(note)) {
        const sums = id <= handed.posting ? before : after;
        sums.set(part.month, (sums.get(part.month) ?? 0) + sign * part.amount);
      }
    const last = own.at(-1);
    if (!last) continue;
    for (const [at, difference] of [...after].sort()) {
      if (difference === 0) continue;
      const beforeMinor = (carried.get(`${contract} ${at}`) ?? 0) + (before.get(at) ?? 0);
      rows.push({
        ref: thingReference('contract', contract, last.key),
        kind: 'late revenue',
        month: monthOfText(at),
        what: `Revenue of ${monthInWords(monthOfText(at))}, taken into ${monthInWords(monthOfText(last.month))}`,
        why: because(contract),
        client: last.client,
        service: last.service,
        currency: currency(last.currency),
        beforeMinor,
        afterMinor: beforeMinor + difference,
        run: last.run_id,
        at: last.posted_at,
      });
    }
  }
  return rows;
}

function revenueRows(ledger: Ledger, month: Month, handed: Handed, because: (contract: number) => string): Drafted[] {
  const upTo = handed.upTo < month ? handed.upTo : month;
  return postedSince(ledger, handed.posting, upTo).map((row) => ({
    ref: thingReference('contract', row.contract_id, row.key),
    kind: 'revenue',
    month: monthOfText(row.month),
    what: `Revenue of ${monthInWords(monthOfText(row.month))}`,
    why: because(row.contract_id),
    client: row.client,
    service: row.service,
    currency: currency(row.currency),
    beforeMinor: row.before,
    afterMinor: row.now,
    run: row.run,
    at: row.at,
  }));
}

interface OfContract {
  readonly contract: number | null;
  readonly row: Drafted;
}

/** Documents of months that were handed out: new, changed, voided or gone since. */
function documentRows(ledger: Ledger, { at, upTo }: Handed): OfContract[] {
  return rowsChangedSince(ledger, 'invoice', at).flatMap((changed) => {
    const { before, now } = changed;
    const shown = now ?? before;
    const date = String(shown?.date ?? '');
    const [was, is] = [countedNet(before), countedNet(now)];
    const moved = before !== null && now !== null && before.date !== now.date;
    if (
      shown === null ||
      (was === is && !moved) ||
      (date > lastDay(upTo) && String(before?.date ?? date) > lastDay(upTo))
    )
      return [];
    const name = `${shown.kind === 'credit_note' ? 'Credit note' : 'Invoice'} ${shown.number ?? 'without a number'} of ${dayInWords(date)}`;
    return {
      contract: numberOf(now?.contract_id),
      row: {
        ref: thingReference('document', changed.id, String(shown.key)),
        kind: 'document',
        month: parseMonth(date.slice(0, 7)),
        what: `${name} ${becameOf(changed, was, is)}.`,
        why: '',
        client: textOf(now?.client),
        service: textOf(now?.service),
        currency: currency(String(shown.currency)),
        beforeMinor: was,
        afterMinor: is,
        run: changed.run,
        at: changed.at,
      },
    };
  });
}

function becameOf({ before, now }: ChangedRow, was: number, is: number): string {
  if (before === null) return 'arrived';
  if (now === null) return 'is gone';
  if (is === 0 && was !== 0) return now.status === 'void' ? 'was voided' : 'does not count any more';
  if (was === 0 && is !== 0) return 'counts now';
  if (before.date !== now.date) return `was dated ${dayInWords(String(before.date))} before`;
  return 'has another amount';
}

/** Net of a document as the figures count it: a credit note lowers them. */
function countedNet(row: ChangedRow['now']): number {
  if (row === null || row.excluded !== null || row.status === 'draft' || row.status === 'void') return 0;
  return (row.kind === 'credit_note' ? -1 : 1) * Math.abs(numberOf(row.net) ?? 0);
}

const PLACE_WORDS = [
  ['start_date', 'begins'],
  ['end_date', 'ends'],
  ['status', 'is'],
  ['status_date', 'status of'],
] as const;

/** Enrolments that were known and say something else now. */
function enrolmentRows(ledger: Ledger, { at, upTo }: Handed): OfContract[] {
  return rowsChangedSince(ledger, 'service_period', at).flatMap((changed) => {
    const { before, now } = changed;
    if (before === null || now === null || String(now.start_date ?? '') > lastDay(upTo)) return [];
    const told = PLACE_WORDS.flatMap(([field, words]) =>
      before[field] === now[field] ? [] : [`${words} ${sayValue(now[field])} instead of ${sayValue(before[field])}`],
    );
    if (told.length === 0) return [];
    return {
      contract: numberOf(now.contract_id),
      row: {
        ref: thingReference('enrolment', changed.id, String(now.key)),
        kind: 'enrolment',
        month: null,
        what: `Enrolment in ${now.cohort}: ${told.join(', ')}.`,
        why: '',
        client: textOf(now.client),
        service: textOf(now.service),
        currency: ledger.currency,
        beforeMinor: null,
        afterMinor: null,
        run: changed.run,
        at: changed.at,
      },
    };
  });
}

function sayValue(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return 'not known';
  const text = String(value);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? dayInWords(text) : text.toLowerCase().replaceAll('_', ' ');
}

/** What people settled, or took back. */
function decisionRows(ledger: Ledger, { at }: Handed): Drafted[] {
  const names = { nameOf: (key: string) => nameOfKey(ledger, key) };
  return allDecisions(ledger)
    .filter((decision) => decision.decidedAt > at || (decision.undoneAt ?? '') > at)
    .filter((decision) => !(decision.decidedAt > at && decision.undoneAt !== null))
    .map((decision) => {
      const about = rowNamed(ledger, decision.subject);
      const words = decisionInWords(decision, ledger.currency, names);
      return {
        ref: thingReference('decision', decision.id, `${decision.kind} ${decision.subject} ${decision.decidedAt}`),
        kind: 'decision' as const,
        month: null,
        what: `${decision.undoneAt === null ? 'Decided' : 'Taken back'}: ${words}${about === null ? '' : ` (${about.kind} ${about.name})`}.`,
        why: decision.reason,
        client: null,
        service: null,
        currency: ledger.currency,
        beforeMinor: null,
        afterMinor: null,
        run: null,
        at: decision.undoneAt ?? decision.decidedAt,
      };
    });
}

function withRuns(ledger: Ledger, rows: readonly Drafted[]): ChangeRow[] {
  const refs = referencesOf(ledger, 'run', new Set(rows.flatMap(({ run }) => (run === null ? [] : [run]))));
  return rows.map(({ run, ...row }) => ({ ...row, run: run === null ? null : (refs.get(run) ?? null) }));
}

function partsOf(note: string | null): readonly { readonly month: string; readonly amount: number }[] {
  return note === null ? [] : JSON.parse(note);
}

function numberOf(value: string | number | null | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

function textOf(value: string | number | null | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
