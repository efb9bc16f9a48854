/** What a reference names, in a title and a line that tells it from others, and where the app shows it. */
import type { Opens } from '../../shared/contract/opens.ts';
import { fillWords, type IssueCode, issueKind } from '../../shared/domain/issue-taxonomy.ts';
import { type Currency, minorToText } from '../../shared/domain/money.ts';
import { monthInWords, parseMonth } from '../../shared/domain/month.ts';
import type { ThingKind } from '../../shared/domain/reference.ts';
import { decisionInWords } from '../close/explain-decision.ts';
import { type Decision, decisionById, runOfDecision } from '../ledger/decisions.ts';
import { nameOfKey, postingById } from '../ledger/details-contract.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { rowNamed } from '../ledger/named-things.ts';
import { runById } from '../ledger/runs.ts';
import { foundRow } from '../ledger/search-words.ts';
import { paymentFacts, readAs } from '../ledger/trace-behind.ts';
import { sourceTrace } from '../ledger/trace-source.ts';

export interface Told {
  readonly title: string;
  readonly subtitle: string;
  readonly opens: Opens | null;
}

export type FoundKind = Parameters<typeof foundRow>[1];

/** A thing in words; null when it is not there. */
export function toldThing(ledger: Ledger, kind: ThingKind, id: number): Told | null {
  switch (kind) {
    case 'contract':
    case 'document':
    case 'service':
    case 'issue':
      return toldFound(ledger, kind, id);
    case 'enrolment':
      return toldFound(ledger, 'period', id);
    case 'posting':
      return toldPosting(ledger, id);
    case 'payment':
      return toldPayment(ledger, id);
    case 'run':
      return toldRun(ledger, id);
    case 'decision':
      return toldDecision(ledger, id);
    case 'record':
      return toldRecord(ledger, id);
  }
}

/** What the search index knows, in words; null when it went in the meantime. */
export function toldFound(ledger: Ledger, kind: FoundKind, id: number): Told | null {
  const words = foundWords(ledger, kind, id);
  return words && { ...words, opens: { at: 'thing', kind, id } };
}

function foundWords(ledger: Ledger, kind: FoundKind, id: number): Omit<Told, 'opens'> | null {
  switch (kind) {
    case 'client': {
      const row = foundRow(ledger, kind, id);
      if (!row) return null;
      const merged = row.merged === null ? null : `merged into ${row.merged}`;
      return { title: row.name, subtitle: joined('Client', row.code, row.email, merged) };
    }
    case 'contract': {
      const row = foundRow(ledger, kind, id);
      return row && { title: `Contract ${row.id}`, subtitle: joined(row.client, row.service) };
    }
    case 'document': {
      const row = foundRow(ledger, kind, id);
      if (!row) return null;
      const name = row.kind === 'credit_note' ? 'Credit note' : 'Invoice';
      const amount = inWords(row.gross, row.currency);
      return { title: `${name} ${row.number ?? 'without a number'}`, subtitle: joined(row.date, row.client, amount) };
    }
    case 'service': {
      const row = foundRow(ledger, kind, id);
      return row && { title: row.name, subtitle: joined('Service', row.account && `account ${row.account}`) };
    }
    case 'period': {
      const row = foundRow(ledger, kind, id);
      if (!row) return null;
      const dates =
        row.start === null && row.end === null ? 'no dates' : `${row.start ?? 'open'} to ${row.end ?? 'open'}`;
      return { title: `${row.client} in ${row.cohort}`, subtitle: joined('Enrolment', dates) };
    }
    case 'issue': {
      const row = foundRow(ledger, kind, id);
      if (!row) return null;
      const title = fillWords(issueKind(row.code as IssueCode).title, JSON.parse(row.details));
      return { title, subtitle: joined(row.message, row.status === 'pending' ? null : row.status) };
    }
  }
}

function toldPosting(ledger: Ledger, id: number): Told | null {
  const row = postingById(ledger, id);
  const contract = row && foundRow(ledger, 'contract', row.contract_id);
  if (!row || !contract) return null;
  const month = parseMonth(row.month);
  return {
    title: `Posting ${id}: ${inWords(row.amount, row.currency)} in ${month === null ? row.month : monthInWords(month)}`,
    subtitle: joined(row.kind.replaceAll('_', ' '), `contract ${contract.id}`, contract.client, contract.service),
    opens: { at: 'posting', contract: row.contract_id, id },
  };
}

function toldPayment(ledger: Ledger, id: number): Told | null {
  const row = paymentFacts(ledger, id);
  if (!row) return null;
  return {
    title: `Payment of ${inWords(row.amount, row.currency)}`,
    subtitle: joined(row.date, `invoice ${row.number ?? 'without a number'}`, row.client),
    opens: { at: 'thing', kind: 'payment', id },
  };
}

const RUN_WORDS: Readonly<Record<string, string>> = {
  sync: 'reading the sources',
  accruals: 'working out revenue',
  decision: 'a decision',
  retry: 'another look at records on file',
  undo: 'an undo',
};

/** What a kind of run is, in words. */
export function runInWords(kind: string): string {
  return RUN_WORDS[kind] ?? kind;
}

function toldRun(ledger: Ledger, id: number): Told | null {
  const run = runById(ledger, id);
  if (!run) return null;
  return {
    title: `Run ${id}: ${runInWords(run.kind)}`,
    subtitle: joined(run.who, run.startedAt.slice(0, 16).replace('T', ' '), run.undoneBy === null ? null : 'undone'),
    opens: { at: 'thing', kind: 'run', id },
  };
}

function toldDecision(ledger: Ledger, id: number): Told | null {
  const decision = decisionById(ledger, id);
  if (!decision) return null;
  const words = decisionInWords(decision, ledger.currency, { nameOf: (key) => nameOfKey(ledger, key) });
  const about = rowNamed(ledger, decision.subject);
  return {
    title: `Decision ${id}: ${words}`,
    subtitle: joined(
      about === null ? decision.subject : `${about.kind} ${about.name}`,
      decision.who,
      decision.decidedAt.slice(0, 10),
      decision.undoneAt === null ? null : `taken back on ${decision.undoneAt.slice(0, 10)}`,
    ),
    opens: placeOfDecision(ledger, decision, about),
  };
}

function placeOfDecision(ledger: Ledger, decision: Decision, about: ReturnType<typeof rowNamed>): Opens | null {
  if (decision.kind === 'policy') return { at: 'policies' };
  if (about !== null && about.kind !== 'cohort') return { at: 'thing', kind: about.kind, id: about.id };
  const run = runOfDecision(ledger, decision.id);
  return run === null ? null : { at: 'thing', kind: 'run', id: run };
}

function toldRecord(ledger: Ledger, id: number): Told | null {
  const record = sourceTrace(ledger, id);
  if (!record) return null;
  const as = readAs(ledger, id);
  return {
    title: `Source record ${record.externalId}`,
    subtitle: joined(record.connection, record.stream, record.state, record.reason),
    // What nobody could read, or nobody needs, stands in the run that brought it.
    opens: { at: 'thing', ...(as ?? { kind: 'run', id: record.run }) },
  };
}

export function inWords(minor: number, currency: string): string {
  return `${minorToText(minor, currency as Currency)} ${currency}`;
}

function joined(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}
