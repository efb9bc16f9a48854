/** Compares one contract of the old system, month by month, with the contracts that stand for it here. */
import type { IssueCode } from '../../../shared/domain/issue-taxonomy.ts';
import type { Minor } from '../../../shared/domain/money.ts';
import { currencyDigits, halfUpDiv, safeMinor } from '../../../shared/domain/money.ts';
import { type Month, monthsOf } from '../../../shared/domain/month.ts';
import type { WholeDocument } from '../../ledger/parity-facts.ts';
import type { LoadedContract } from '../load-contracts.ts';
import type { DefectCode } from './defects.ts';
import { type Fraction, fraction, minus, plus, signOf, ZERO } from './fraction.ts';
import type { Evidence, OldDocument, OldFacts, OldPlace, OldRule } from './old-contract.ts';
import { USUAL_SESSIONS } from './old-contract.ts';
import { oldHistory, type WorkedMonth } from './old-history.ts';
import { atRate, majorUnits, oldDocument, READINGS, sameDocuments } from './old-readings.ts';
import { oldStatus } from './old-words.ts';
import { reasonOf } from './reason.ts';

/** All of one client and one service: what the old system called a contract. */
export interface OldGroup {
  readonly service: string;
  /** Documents whose first line names the service. */
  readonly documents: readonly WholeDocument[];
  readonly contracts: readonly LoadedContract[];
  readonly evidence: Evidence;
}

export interface DifferenceCause {
  readonly reason: DefectCode;
  readonly amount: Minor;
}

export interface ComparedMonth {
  readonly month: Month;
  readonly old: Minor;
  /** The old figure to the last digit, major units; null where it is whole cents. */
  readonly oldExact: Fraction | null;
  readonly now: Minor;
  /** What makes up `now - old`; empty when they are equal. */
  readonly causes: readonly DifferenceCause[];
  /** What the old system did in the month; null: it knew no contract. */
  readonly rule: OldRule | null;
}

export interface ComparisonRange {
  readonly from: Month;
  readonly until: Month;
  readonly currency: LoadedContract['facts']['companyCurrency'];
  /** Why a contract is held here. */
  readonly holdsOf: (contract: LoadedContract) => readonly IssueCode[];
}

/** Months in which either of the two carries something. */
export function comparedMonths(group: OldGroup, range: ComparisonRange): ComparedMonth[] {
  const { currency, until } = range;
  const places = group.contracts.flatMap(placesOf);
  const facts: OldFacts = { service: { name: group.service, ...USUAL_SESSIONS }, places, evidence: group.evidence };
  const read = READINGS.map(({ reading }) =>
    group.documents.map((document) => oldDocument(document, reading, currency)),
  );
  const stages: Stage[] = [];
  let before: readonly OldDocument[] | null = null;
  READINGS.forEach(({ repairs }, at) => {
    const documents = read[at] ?? [];
    if (before !== null && sameDocuments(before, documents)) return;
    stages.push({ repairs, worked: byMonth(oldHistory(documents, facts, until)) });
    before = documents;
  });
  const last = stages.at(-1)?.worked ?? new Map<Month, WorkedMonth>();
  const own = group.contracts.map((contract): OwnHistory => {
    const documents = documentsOf(contract);
    const alone = { ...facts, places: placesOf(contract) };
    const same = group.contracts.length === 1 && before !== null && sameDocuments(before, documents);
    return { contract, facts: alone, worked: same ? last : byMonth(oldHistory(documents, alone, until)) };
  });
  const regrouping = regroupingReason(group);
  const digits = 10n ** BigInt(currencyDigits(currency));
  const cents = (amount: Fraction): Minor => safeMinor(halfUpDiv(amount.over * digits, amount.under));
  const months: ComparedMonth[] = [];
  for (const month of monthsOf({ from: range.from, until })) {
    const old = stages[0]?.worked.get(month)?.amount ?? ZERO;
    const now = group.contracts.reduce((sum, { posted }) => sum + functional(posted, month), 0);
    if (signOf(old) === 0 && now === 0) continue;
    const steps: { readonly reason: DefectCode; readonly reached: Fraction }[] = [];
    for (const { repairs, worked } of stages) {
      if (repairs !== null) steps.push({ reason: repairs, reached: worked.get(month)?.amount ?? ZERO });
    }
    let reached = own.reduce((sum, { worked }) => plus(sum, worked.get(month)?.amount ?? ZERO), ZERO);
    steps.push({ reason: regrouping, reached });
    for (const each of own) {
      const { facts: alone, contract, worked } = each;
      const rest = minus(fraction(functional(contract.posted, month), digits), worked.get(month)?.amount ?? ZERO);
      if (signOf(rest) === 0) continue;
      reached = plus(reached, rest);
      const small = rest.over * digits < rest.under && -rest.over * digits < rest.under;
      steps.push({ reason: small ? 'D21' : reasonIn(month, each, alone, range), reached });
    }
    const rounded = cents(old);
    months.push({
      month,
      old: rounded,
      oldExact: (old.over * digits) % old.under === 0n ? null : old,
      now,
      causes: causesOf(rounded, steps, cents),
      rule: (stages[0]?.worked.get(month) ?? last.get(month))?.rule ?? null,
    });
  }
  return months;
}

interface Stage {
  readonly repairs: DefectCode | null;
  readonly worked: ReadonlyMap<Month, WorkedMonth>;
}

interface OwnHistory {
  readonly contract: LoadedContract;
  readonly facts: OldFacts;
  readonly worked: ReadonlyMap<Month, WorkedMonth>;
}

/** Rounded as they add up, so that the causes sum to the difference to the cent. The largest comes first. */
function causesOf(
  old: Minor,
  steps: readonly { readonly reason: DefectCode; readonly reached: Fraction }[],
  cents: (amount: Fraction) => Minor,
): DifferenceCause[] {
  const causes = new Map<DefectCode, Minor>();
  let passed = old;
  for (const { reason, reached } of steps) {
    const here = cents(reached);
    if (here !== passed) causes.set(reason, (causes.get(reason) ?? 0) + here - passed);
    passed = here;
  }
  return [...causes]
    .map(([reason, amount]) => ({ reason, amount }))
    .filter(({ amount }) => amount !== 0)
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
}

function reasonIn(
  month: Month,
  { contract, worked }: OwnHistory,
  facts: OldFacts,
  { holdsOf }: ComparisonRange,
): DefectCode {
  const { decisions, enrolments } = contract.facts;
  const edited = enrolments.filter(({ statusDateSource }) => statusDateSource === 'record_edit');
  return reasonOf(month, worked.get(month) ?? null, facts, {
    posted: contract.posted.filter((line) => line.month === month),
    decisions,
    holds: holdsOf(contract),
    editDated: new Set(edited.map(({ key }) => key)),
  });
}

/** What taking documents by contract instead of by client and service changes. */
function regroupingReason({ documents, contracts }: OldGroup): DefectCode {
  if (documents.some(({ linked }) => linked === 0)) return 'HELD';
  const own = new Set(contracts.flatMap(({ facts }) => facts.documents.map(({ key }) => key)));
  const foreign = own.size !== documents.length || documents.some(({ key }) => !own.has(key));
  return contracts.length > 1 && !foreign ? 'D20' : 'D19';
}

function byMonth(worked: readonly WorkedMonth[]): ReadonlyMap<Month, WorkedMonth> {
  return new Map(worked.map((each) => [each.month, each]));
}

function functional(posted: LoadedContract['posted'], month: Month): Minor {
  return posted.reduce((sum, line) => (line.month === month ? sum + line.functionalAmount : sum), 0);
}

/** The contract's own documents as the old system would have added them had it read them right: invoices of a month first. */
function documentsOf({ facts }: LoadedContract): OldDocument[] {
  const order = ({ date, kind }: (typeof facts.documents)[number]) =>
    `${date.slice(0, 7)} ${kind === 'invoice' ? 0 : 1} ${date}`;
  return [...facts.documents]
    .sort((a, b) => (order(a) < order(b) ? -1 : Number(order(a) > order(b))))
    .map(({ date, number, net, rate }) => ({
      date,
      number,
      amount: atRate(majorUnits(net, facts.currency), facts.currency === facts.companyCurrency ? null : rate),
    }));
}

function placesOf({ facts }: LoadedContract): OldPlace[] {
  return facts.enrolments.flatMap(({ key, start, end, statusWord, statusDate }) =>
    start === null || end === null || end < start
      ? []
      : [{ key, start, end, status: oldStatus(statusWord), changed: statusDate }],
  );
}
