/** The contracts of the roll-forward block, as the close arithmetic takes them. */
import type { BilledEntry, ContractLines, OriginalPart, PostedEntry } from '../../shared/close/contract-lines.ts';
import type { ScheduledContract } from '../../shared/close/waterfall.ts';
import { currency, type Minor } from '../../shared/domain/money.ts';
import { addMonths, type Month, month, monthOf } from '../../shared/domain/month.ts';
import { type RecognisedMonth, recognise } from '../../shared/recognition/index.ts';
import { parseVectorInput } from '../../shared/recognition/vector-file.ts';
import type { RollForwardInput } from './vector-file.ts';

const EUR = currency('EUR');

export interface VectorContract {
  readonly lines: ContractLines;
  /** What the revenue engine says each month carries, in the shape of the file. */
  readonly computed: Readonly<Record<string, Readonly<Record<string, Minor>>>>;
  readonly priceMinor: Minor;
  readonly suspendedMinor: Minor;
  readonly refused: boolean;
}

type InputContract = RollForwardInput['contracts'][number];

/** A contract with its billing, and its postings as the file lists them, or as the engine computes them where it does not. */
export function vectorContract(
  contract: InputContract,
  listed: RollForwardInput['perContractRecognition'],
): VectorContract {
  const { id, account, invoices, credits, lockedThroughWhenFound: locked } = contract;
  const parsed = parseVectorInput(contract.input);
  const result = typeof parsed !== 'string' && parsed.kind === 'recognition' ? recognise(parsed.contract) : null;
  const months = result?.ok ? result.months : [];
  const computed = postedByMonth(months, locked);
  const note = months
    .filter((each) => locked !== null && each.month <= locked)
    .map((each): OriginalPart => ({ month: each.month, kind: 'service', amountMinor: each.amountMinor }));
  const counted = (date: Month) => (locked !== null && date <= locked ? addMonths(locked, 1) : date);
  const billed = [
    ...invoices.map(
      ({ no, date, netMinor }): BilledEntry => ({
        documentId: no,
        kind: 'invoice',
        date,
        countedIn: counted(monthOf(date)),
        netMinor,
      }),
    ),
    ...credits.map(
      ({ no, date, netMinor }): BilledEntry => ({
        documentId: no,
        kind: 'credit_note',
        date,
        countedIn: counted(monthOf(date)),
        netMinor: -Math.abs(netMinor),
      }),
    ),
  ];
  const posted: PostedEntry[] = Object.entries(listed?.[id] ?? computed).flatMap(([key, parts]) => {
    const entry = (kind: PostedEntry['kind'], amountMinor = 0) =>
      amountMinor === 0 ? [] : [{ month: month(key), kind, amountMinor, ...(kind === 'prior_period' ? { note } : {}) }];
    return [
      ...entry('service', parts.service),
      ...entry('breakage', parts.breakage),
      ...entry('reversal', parts.reversal),
      ...entry('catch_up', parts.catchUp),
      ...entry('manual', parts.manual),
      ...entry('prior_period', parts.prior),
    ];
  });
  const lines: ContractLines = {
    id,
    kind: 'contract',
    currency: EUR,
    client: null,
    service: account,
    account,
    billed,
    posted,
  };
  const suspendedMinor = result?.ok ? result.suspendedMinor : 0;
  const priceMinor = posted.reduce((total, { amountMinor }) => total + amountMinor, suspendedMinor);
  return { lines, computed, priceMinor, suspendedMinor, refused: result === null || !result.ok };
}

function postedByMonth(months: readonly RecognisedMonth[], locked: Month | null) {
  const by: Record<string, Record<string, Minor>> = {};
  for (const { month: at, parts, amountMinor } of months) {
    const late = locked !== null && at <= locked;
    const cell = by[late ? addMonths(locked, 1) : at] ?? {};
    const add = (key: string, amount: Minor) => {
      cell[key] = (cell[key] ?? 0) + amount;
    };
    if (late) add('prior', amountMinor);
    else for (const [part, amount] of Object.entries(parts)) add(part, amount);
    by[late ? addMonths(locked, 1) : at] = cell;
  }
  return by;
}

/** The contract at the end of a month, for the waterfall. */
export function scheduled(contract: VectorContract, asOf: Month): ScheduledContract {
  const { id, kind, currency: code, client, service, account, billed, posted } = contract.lines;
  const until = (at: Month) => at <= asOf;
  return {
    id,
    kind,
    currency: code,
    client,
    service,
    account,
    priceMinor: contract.priceMinor,
    billedToDateMinor: billed.reduce((sum, entry) => sum + (until(entry.countedIn) ? entry.netMinor : 0), 0),
    recognisedToDateMinor: posted.reduce((sum, entry) => sum + (until(entry.month) ? entry.amountMinor : 0), 0),
    schedule: posted.filter((entry) => !until(entry.month)),
    suspendedMinor: contract.suspendedMinor,
    onHold: contract.refused && posted.length === 0,
  };
}
