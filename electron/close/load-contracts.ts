/** Puts together the facts of contracts from the ledger, a few hundred at a time. */
import { type CivilDate, civilDate } from '../../shared/domain/civil-date.ts';
import type { DocumentKind, PeriodStatus, PostingKind, RecognitionMethod } from '../../shared/domain/entities.ts';
import type { IssueCode } from '../../shared/domain/issue-taxonomy.ts';
import { currency, halfUpDiv, safeMinor } from '../../shared/domain/money.ts';
import { type Month, month, parseMonth } from '../../shared/domain/month.ts';
import {
  type ContractDocumentRow,
  type ContractHead,
  type ContractPeriodRow,
  clientIdByAnyKey,
  contractDocuments,
  contractHeads,
  contractPeriods,
  contractsOfDocument,
  holdingIssues,
  postedByContract,
} from '../ledger/contract-facts.ts';
import type { DecisionIndex } from '../ledger/decision-index.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { periodContracts, planVersionsOf } from '../ledger/periods.ts';
import type { ContractDecisions, ContractDocument, ContractFacts, EnrolmentPlan, Hold, PostedLine } from './facts.ts';
import { policiesInForce } from './policies-in-force.ts';

const CHUNK = 500;
/** Reading so many rows in vain costs no more than asking once more. */
const NEAR = 20;

export interface LoadedContract {
  readonly head: ContractHead;
  readonly facts: ContractFacts;
  readonly posted: readonly PostedLine[];
}

/** Loads contracts in the order of their ids, in chunks. `clients` restricts to those of some clients. */
export function* loadContracts(
  ledger: Ledger,
  decisions: DecisionIndex,
  clients?: readonly number[],
): Generator<LoadedContract[], void, void> {
  const load = loader(ledger, decisions);
  let after = 0;
  for (;;) {
    const heads = contractHeads(ledger, after, CHUNK, clients);
    const last = heads.at(-1);
    if (!last) return;
    after = last.id;
    yield load(heads);
  }
}

/** Loads the contracts of ranges of ids (inclusive), range by range. */
export function* loadContractsIn(
  ledger: Ledger,
  decisions: DecisionIndex,
  ranges: Iterable<readonly [from: number, to: number]>,
): Generator<LoadedContract[], void, void> {
  const load = loader(ledger, decisions);
  for (const [from, to] of ranges) {
    const heads = contractHeads(ledger, from - 1, to - from + 1);
    yield load(heads.filter(({ id }) => id <= to));
  }
}

/** What is the same for all contracts is read once. */
function loader(ledger: Ledger, decisions: DecisionIndex): (heads: readonly ContractHead[]) => LoadedContract[] {
  const holds = holdsOf(ledger);
  const companyCurrency = ledger.currency;
  const policies = policiesInForce(decisions);
  return (heads) => {
    const spans = spansOf(heads);
    const documents = grouped(spans.flatMap(([from, to]) => contractDocuments(ledger, from, to)));
    const periods = grouped(spans.flatMap(([from, to]) => contractPeriods(ledger, from, to)));
    const posted = grouped(spans.flatMap(([from, to]) => postedByContract(ledger, from, to)));
    return heads.map((head) => {
      const own = documents.get(head.id) ?? [];
      const places = periods.get(head.id) ?? [];
      return {
        head,
        posted: (posted.get(head.id) ?? []).map((row) => ({
          month: row.month as Month,
          kind: row.kind as PostingKind,
          amount: row.amount,
          functionalAmount: row.functional,
        })),
        facts: {
          contractId: head.id,
          key: head.key,
          clientCode: head.client_code,
          service: head.service_name,
          currency: currency(head.currency),
          companyCurrency,
          usualMonths: head.usual_months,
          signedPrice: head.signed_price,
          documents: own.map(documentOf),
          enrolments: places.map((place) => planOf(ledger, place, decisions)),
          decisions: decisions.empty ? NOTHING : contractDecisions(decisions, head.key, own, places),
          holds: [
            ...(holds.byContract.get(head.key) ?? []),
            ...(holds.byId.get(head.id) ?? []),
            ...(holds.byClient.get(head.client_id) ?? []),
            // A word that nobody has mapped says nothing about whether there was class.
            ...(places.some((place) => place.status === null)
              ? [{ code: 'STATUS_UNMAPPED', from: null } as const]
              : []),
          ],
          ...policies.of(head.service_key, head.method as RecognitionMethod),
        },
      };
    });
  };
}

/** Ranges of ids that hold the contracts and few others: those of some clients may lie far apart. */
function spansOf(heads: readonly ContractHead[]): (readonly [number, number])[] {
  const spans: [number, number][] = [];
  for (const { id } of heads) {
    const span = spans.at(-1);
    if (span && id - span[1] <= NEAR) span[1] = id;
    else spans.push([id, id]);
  }
  return spans;
}

function grouped<T extends { readonly contract_id: number }>(rows: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const list = groups.get(row.contract_id);
    if (list) list.push(row);
    else groups.set(row.contract_id, [row]);
  }
  return groups;
}

function documentOf(row: ContractDocumentRow): ContractDocument {
  return {
    key: row.key,
    number: row.number,
    kind: row.kind as DocumentKind,
    date: civilDate(row.date),
    net: row.net,
    paidNet:
      row.gross === 0 || row.paid === row.gross
        ? row.net
        : safeMinor(halfUpDiv(BigInt(row.net) * BigInt(row.paid) * sign(row.gross), abs(row.gross))),
    rate: row.rate,
    originKey: row.origin_key,
    creditReason: row.credit_reason as ContractDocument['creditReason'],
  };
}

function sign(value: number): bigint {
  return value < 0 ? -1n : 1n;
}

function abs(value: number): bigint {
  return BigInt(Math.abs(value));
}

function dateOrNull(text: string | null): CivilDate | null {
  return text === null ? null : civilDate(text);
}

function planOf(ledger: Ledger, row: ContractPeriodRow, decisions: DecisionIndex): EnrolmentPlan {
  const own = decisions.empty ? null : decisions.get('dates', row.key);
  return {
    key: row.key,
    cohort: row.slug,
    start: dateOrNull(row.start_date),
    end: dateOrNull(row.end_date),
    status: row.status as PeriodStatus | null,
    statusWord: row.status_word,
    statusDate: dateOrNull(row.status_date),
    statusDateSource: row.status_date_source as EnrolmentPlan['statusDateSource'],
    observedOn: dateOrNull(row.observed_on),
    planVersions:
      row.versions === 0 || own
        ? []
        : planVersionsOf(ledger, row.cohort_id).map((version) => ({
            start: dateOrNull(version.start_date),
            end: dateOrNull(version.end_date),
            firstOpenMonth: month(version.first_open_month),
          })),
  };
}

const NOTHING: ContractDecisions = {
  drop: null,
  pause: [],
  resume: [],
  complete: null,
  dates: null,
  manual: [],
  negativeConfirmed: false,
};

/** Decisions about a contract name it by its key or by any of its documents or places: those survive a rebuild. */
function contractDecisions(
  decisions: DecisionIndex,
  key: string,
  documents: readonly ContractDocumentRow[],
  places: readonly ContractPeriodRow[],
): ContractDecisions {
  const subjects = [key, ...documents.map((row) => row.key), ...places.map((row) => row.key)];
  const first = <T>(get: (subject: string) => T | null): T | null => {
    for (const subject of subjects) {
      const value = get(subject);
      if (value !== null) return value;
    }
    return null;
  };
  const dates = first((subject) =>
    places.some((row) => row.key === subject) ? null : decisions.get('dates', subject),
  );
  return {
    drop: first((subject) => decisions.get('drop', subject)),
    pause: subjects.flatMap((subject) => decisions.list('pause', subject).map(({ value }) => value)),
    resume: subjects.flatMap((subject) => decisions.list('resume', subject).map(({ value }) => value)),
    complete: first((subject) => decisions.get('complete', subject)),
    dates: dates?.start && dates.end ? { start: dates.start, end: dates.end } : null,
    manual: subjects.flatMap((subject) =>
      decisions
        .list('manual', subject)
        .map(({ value, reason }) => ({ month: month(value.month), amount: value.amount, reason })),
    ),
    priceChanges: subjects.flatMap((subject) => decisions.list('price-change', subject).map(({ value }) => value)),
    negativeConfirmed: subjects.some(
      (subject) =>
        decisions.isConfirmed('NEGATIVE_TOTAL', subject) || decisions.isConfirmed('CREDIT_EXCEEDS_REMAINING', subject),
    ),
  };
}

interface Holds {
  readonly byContract: ReadonlyMap<string, readonly Hold[]>;
  readonly byId: ReadonlyMap<number, readonly Hold[]>;
  readonly byClient: ReadonlyMap<number, readonly Hold[]>;
}

/** Issues of the sync steps that hold whole contracts; a document that vanished holds its contract from its own month on. */
function holdsOf(ledger: Ledger): Holds {
  const byContract = new Map<string, Hold[]>();
  const byId = new Map<number, Hold[]>();
  const byClient = new Map<number, Hold[]>();
  const add = <K>(map: Map<K, Hold[]>, key: K, hold: Hold) => map.set(key, [...(map.get(key) ?? []), hold]);
  for (const issue of holdingIssues(ledger)) {
    const code = issue.code as IssueCode;
    if (issue.entity_type === 'contract') add(byContract, issue.external_id, { code, from: null });
    else if (issue.entity_type === 'client') {
      const client = clientIdByAnyKey(ledger, issue.external_id);
      if (client !== null) add(byClient, client, { code, from: null });
    } else if (issue.entity_type === 'period' && code === 'RECORD_DISAPPEARED') {
      for (const contract of periodContracts(ledger, 'period', issue.external_id))
        add(byId, contract, { code, from: null });
    } else if (issue.entity_type === 'invoice') {
      const from = issue.month === null ? null : parseMonth(issue.month);
      for (const contract of contractsOfDocument(ledger, issue.external_id)) add(byId, contract, { code, from });
    }
  }
  return { byContract, byId, byClient };
}
