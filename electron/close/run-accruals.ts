/**
 * Works out one month: every contract's facts become its target, and the open months up to this one are brought to it by posting
 * the difference. Running it twice adds nothing.
 */
import type { CivilDate } from '../../shared/domain/civil-date.ts';
import type { IssueDraft } from '../../shared/domain/issue.ts';
import type { IssueCode } from '../../shared/domain/issue-taxonomy.ts';
import { lastDay, type Month, monthOf } from '../../shared/domain/month.ts';
import { contractById, eventsBetween } from '../ledger/contracts.ts';
import type { DecisionIndex } from '../ledger/decision-index.ts';
import { settleIssues } from '../ledger/issues.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ExecutionCounts } from '../ledger/runs.ts';
import type { ContractEventRow } from '../ledger/tables.ts';
import type { Writer } from '../ledger/writer.ts';
import type { RecognitionCase } from './contract-events.ts';
import { contractStatus } from './contract-status.ts';
import { type ContractTarget, contractTarget, heldFrom } from './contract-target.ts';
import type { EnrolmentPlan, RecognitionPolicy } from './facts.ts';
import { findingsDue } from './findings.ts';
import { type LoadedContract, loadContracts } from './load-contracts.ts';
import { settleRisk } from './money-at-risk.ts';
import { overRecognised, type PostingDraft, planPostings } from './plan-postings.ts';

export interface AccrualsInput {
  readonly ledger: Ledger;
  readonly writer: Writer;
  readonly decisions: DecisionIndex;
  readonly policy: RecognitionPolicy;
  readonly month: Month;
  /** The latest month that was synced: what is open is judged as of its end, whichever month is being worked. */
  readonly asOf: Month;
  readonly at: string;
}

// Raised where they belong, on the record or at matching; here they only hold.
const RAISED_BY_SYNC: ReadonlySet<IssueCode> = new Set<IssueCode>([
  'STATUS_DATE_SUSPECT',
  'DATES_MISSING',
  'DATES_REVERSED',
  'PRICE_UNCONFIRMED',
  'PERIOD_OVERLAP',
  'NEGATIVE_TOTAL',
  'RATE_MISSING',
]);

function stoppedWithoutDay({ status, statusWord, statusDate }: EnrolmentPlan): boolean {
  return statusDate === null && (status === 'POSTPONED' || status === 'DROPPED' || statusWord === 'NOT_COMPLETING');
}

const STRANGER: ReadonlySet<IssueCode> = new Set<IssueCode>(['CLIENT_NOT_IN_CRM', 'PAYER_NOT_STUDENT']);

/** A generator of batches; see `runSync`. Gives the counts of the execution, contracts taken as records. */
export function* runAccruals(input: AccrualsInput): Generator<{ done: number; of: number }, ExecutionCounts, void> {
  const { ledger, writer, month, asOf } = input;
  const counts = { received: 0, created: 0, updated: 0, unchanged: 0, excluded: 0, held: 0 };
  const excludedBecause: Record<string, number> = {};
  const bookkeeping = month >= asOf;
  const touched = new Map<number, number[]>();
  for (const chunk of loadContracts(ledger, input.decisions)) {
    ledger.batch(() => {
      const lockedThrough = ledger.lockedThrough();
      const events = bookkeeping
        ? eventsBetween(ledger, chunk[0]?.head.id ?? 0, chunk.at(-1)?.head.id ?? 0)
        : NO_EVENTS;
      for (const contract of chunk) {
        const target = contractTarget(contract.facts, input.policy);
        const drafts = post(input, contract, target, lockedThrough);
        const outcome = outcomeOf(input, contract, target, drafts.length > 0);
        const now: LoadedContract =
          drafts.length === 0 ? contract : { ...contract, posted: [...contract.posted, ...drafts] };
        counts.received += 1;
        counts[outcome] += 1;
        if (outcome === 'excluded') excludedBecause[NOT_YET] = (excludedBecause[NOT_YET] ?? 0) + 1;
        if (bookkeeping) {
          settleFindings(input, now, target);
          keepEvents(input, now, target.story, events.get(contract.head.id) ?? []);
          noteMonths(touched, contract, target);
        }
      }
    });
    yield { done: counts.received, of: counts.received };
  }
  if (bookkeeping) ledger.transaction(() => settleRisk(input, touched));
  return {
    ...counts,
    applied: counts.created + counts.updated,
    excludedBecause,
    rows: Object.fromEntries(writer.counts),
    gone: 0,
  };
}

/** Settles the findings of some clients' contracts without posting anything. */
export function settleContracts(input: AccrualsInput, clients: readonly number[]): void {
  for (const chunk of loadContracts(input.ledger, input.decisions, clients)) {
    for (const contract of chunk) settleFindings(input, contract, contractTarget(contract.facts, input.policy));
  }
}

export interface Stale {
  /** Contracts that are not at their target. */
  readonly contracts: number;
  /** What would be posted, company currency, without its sign. */
  readonly amount: number;
}

/** Whether accruals up to a month are older than the facts: for some clients, or for all. */
export function staleAccruals(input: Omit<AccrualsInput, 'writer' | 'at'>, clients?: readonly number[]): Stale {
  const { ledger, month } = input;
  let [contracts, amount] = [0, 0];
  for (const chunk of loadContracts(ledger, input.decisions, clients)) {
    for (const { facts, posted } of chunk) {
      const target = contractTarget(facts, input.policy);
      const due = planPostings({
        target,
        posted,
        firstMonth: ledger.firstMonth,
        lockedThrough: ledger.lockedThrough(),
        upTo: month,
      });
      if (due.length === 0) continue;
      contracts += 1;
      for (const draft of due) amount += Math.abs(draft.functionalAmount);
    }
  }
  return { contracts, amount };
}

/**
 * What the open months up to one would carry if they were brought to target now: posted amounts and the differences due, by
 * month, company currency. For some clients only.
 */
export function projectedRevenue(
  input: Omit<AccrualsInput, 'writer' | 'at'>,
  clients: readonly number[],
): Map<string, number> {
  const sums = new Map<string, number>();
  const add = (month: string, amount: number) => sums.set(month, (sums.get(month) ?? 0) + amount);
  for (const chunk of loadContracts(input.ledger, input.decisions, clients)) {
    for (const { facts, posted } of chunk) {
      const target = contractTarget(facts, input.policy);
      const { ledger, month } = input;
      const drafts = planPostings({
        target,
        posted,
        firstMonth: ledger.firstMonth,
        lockedThrough: ledger.lockedThrough(),
        upTo: month,
      });
      for (const line of [...posted, ...drafts]) add(line.month, line.functionalAmount);
    }
  }
  return sums;
}

function noteMonths(touched: Map<number, number[]>, { head }: LoadedContract, target: ContractTarget): void {
  const months = new Set(target.lines.map((line) => line.month)).size;
  if (months === 0) return;
  const list = touched.get(head.service_id);
  if (list) list.push(months);
  else touched.set(head.service_id, [months]);
}

const NO_EVENTS: ReadonlyMap<number, readonly ContractEventRow[]> = new Map();
const NOT_YET = 'nothing billed or taught by then';

function post(
  input: AccrualsInput,
  contract: LoadedContract,
  target: ContractTarget,
  lockedThrough: Month | null,
): PostingDraft[] {
  const { ledger, writer, month } = input;
  const drafts = planPostings({
    target,
    posted: contract.posted,
    firstMonth: ledger.firstMonth,
    lockedThrough,
    upTo: month,
  });
  for (const draft of drafts) {
    writer.insert('posting', {
      id: writer.ids.next('posting'),
      company_id: ledger.company.id,
      contract_id: contract.head.id,
      month: draft.month,
      kind: draft.kind,
      amount: draft.amount,
      currency: contract.head.currency,
      functional_amount: draft.functionalAmount,
      note: draft.note === null ? null : JSON.stringify(draft.note),
      inputs_hash: target.inputsHash,
      run_id: writer.run,
      posted_at: input.at,
      contra_of: null,
    });
  }
  return drafts;
}

function outcomeOf(
  { month }: AccrualsInput,
  contract: LoadedContract,
  target: ContractTarget,
  posted: boolean,
): 'created' | 'updated' | 'unchanged' | 'held' | 'excluded' {
  const held = heldFrom(target);
  if (held !== null && held <= month) return 'held';
  if (posted) return contract.posted.length === 0 ? 'created' : 'updated';
  const begun =
    contract.posted.length > 0 ||
    contract.facts.documents.some(({ date }) => monthOf(date) <= month) ||
    target.lines.some((line) => line.month <= month);
  return begun ? 'unchanged' : 'excluded';
}

function settleFindings(input: AccrualsInput, contract: LoadedContract, target: ContractTarget): void {
  const issues: IssueDraft[] = findingsDue(target.findings, input.asOf)
    .filter(({ code }) => !RAISED_BY_SYNC.has(code))
    // A stop without a day was told on the place itself.
    .filter(({ code }) => code !== 'STATUS_DATE_MISSING' || !contract.facts.enrolments.some(stoppedWithoutDay))
    // That nobody here is the student is the cause; that the contract has no dates follows from it.
    .filter(
      ({ code }) => code !== 'CONTRACT_WITHOUT_PERIOD' || !contract.facts.holds.some((hold) => STRANGER.has(hold.code)),
    )
    .filter((issue) => !isConfirmed(input.decisions, contract, issue));
  const excess = overRecognised(target, contract.posted, [], input.asOf);
  if (excess) issues.push(excess);
  settleIssues(
    input.ledger,
    input.writer,
    {
      scope: `contract:${contract.head.key}`,
      integration: 'monthend',
      operation: 'accruals',
      at: input.at,
      sourceRecord: null,
    },
    issues,
  );
}

function isConfirmed(decisions: DecisionIndex, contract: LoadedContract, issue: IssueDraft): boolean {
  if (decisions.empty) return false;
  return [contract.head.key, ...contract.facts.documents.map(({ key }) => key)].some((subject) =>
    decisions.isConfirmed(issue.code, subject, issue.discriminator),
  );
}

/** Stores the effective-dated events that the facts tell, and the status they give: what a contract's page shows. */
function keepEvents(
  input: AccrualsInput,
  contract: LoadedContract,
  story: RecognitionCase,
  onFile: readonly ContractEventRow[],
): void {
  const { ledger, writer } = input;
  const status = contractStatus(contract.facts, input.policy, lastDay(input.asOf), story);
  if (status !== contract.head.status) {
    const row = contractById(ledger, contract.head.id);
    if (row) writer.update('contract', row, { status });
  }
  const events = (story.input?.events ?? []).map(describe);
  events.forEach((event, seq) => {
    const before = onFile.find((row) => row.seq === seq);
    if (before) writer.update('contract_event', before, event);
    else
      writer.insert('contract_event', {
        id: writer.ids.next('contract_event'),
        contract_id: contract.head.id,
        seq,
        ...event,
      });
  });
  for (const row of onFile) if (row.seq >= events.length) writer.remove('contract_event', row);
}

type StoryEvent = NonNullable<NonNullable<RecognitionCase['input']>['events']>[number];

function describe(event: StoryEvent): { kind: string; date: CivilDate; detail: string } {
  const { type, ...detail } = event;
  const date =
    'date' in event ? event.date : 'from' in event ? event.from : 'effective' in event ? event.effective : '';
  return { kind: type, date: date as CivilDate, detail: JSON.stringify(detail) };
}
