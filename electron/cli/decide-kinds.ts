/** What can be decided: for each kind its words, its flags, and how they become the decision's value. */
import { PERIOD_STATUSES } from '../../shared/domain/entities.ts';
import type { DecisionKind } from '../ledger/decisions.ts';
import { basisPointsOfText, dateOfText, minorOfText, monthOfText, rateOfText } from './arguments.ts';
import { plain } from './plain-text.ts';
import { badUsage } from './stop.ts';

/** Flags as the parser gives them: text, or true for those without a value. */
export type Flags = Readonly<Record<string, string | boolean | undefined>>;
export type DecisionValue = Record<string, unknown>;

export interface KindCommand {
  readonly kind: DecisionKind;
  readonly words: string;
  /** What the subject is, as the argument's name. */
  readonly subject: string;
  readonly flags: readonly (readonly [flags: string, words: string])[];
  /** A reason must be given: it is printed with the month. */
  readonly needsReason?: boolean;
  /** `currency` is asked for only by those that read an amount. */
  readonly value: (flags: Flags, currency: () => Promise<string>) => Promise<DecisionValue> | DecisionValue;
}

export const KIND_COMMANDS: readonly KindCommand[] = [
  {
    kind: 'map-service',
    words: 'map an income account to a service, once for all such lines',
    subject: 'account',
    flags: [
      ['--to <service>', 'the service'],
      ['--none', 'it is no course: leave such lines out'],
    ],
    value: (flags) => ({ service: oneOf(flags, 'to', 'none') }),
  },
  {
    kind: 'map-status',
    words: 'say once what a status word means',
    subject: 'word',
    flags: [['--to <status>', `one of ${PERIOD_STATUSES.join(', ')}`]],
    value: (flags) => ({ status: statusOfText(text(flags, 'to')) }),
  },
  {
    kind: 'contract',
    words: 'choose the contract of a document, or of one line as DOCUMENT#LINE',
    subject: 'document',
    flags: [
      ['--with <document>', 'any document of that contract'],
      ['--new', 'it is a contract of its own'],
    ],
    value: (flags) => ({ with: oneOf(flags, 'with', 'new') }),
  },
  { kind: 'unlink', words: 'a document belongs to no contract', subject: 'document', flags: [], value: () => ({}) },
  {
    kind: 'enrolment',
    words: 'choose the contract of an enrolment',
    subject: 'enrolment',
    flags: [['--with <document>', 'any document of that contract']],
    value: (flags) => ({ with: text(flags, 'with') }),
  },
  {
    kind: 'merge',
    words: 'two clients are one',
    subject: 'client',
    flags: [['--into <client>', 'the one that stays']],
    value: (flags) => ({ into: text(flags, 'into') }),
  },
  {
    kind: 'different',
    words: 'two clients that look alike are two',
    subject: 'client',
    flags: [['--from <client>', 'the other one']],
    value: (flags) => ({ from: text(flags, 'from') }),
  },
  {
    kind: 'client',
    words: 'say whose record it is',
    subject: 'key',
    flags: [['--is <client>', 'the client']],
    value: (flags) => ({ client: text(flags, 'is') }),
  },
  {
    kind: 'dates',
    words: 'enter the first or last day of a course that is missing or wrong',
    subject: 'key',
    flags: [
      ['--start <date>', 'the first day'],
      ['--end <date>', 'the last day'],
    ],
    value: (flags) => {
      if (flags.start === undefined && flags.end === undefined)
        throw badUsage('No date was given.', 'Give --start, --end or both.');
      return { start: optionalDate(flags, 'start'), end: optionalDate(flags, 'end') };
    },
  },
  {
    kind: 'stop-date',
    words: 'enter the last day of class of somebody who stopped',
    subject: 'enrolment',
    flags: [['--last-day <date>', 'the last day of class']],
    value: (flags) => ({ lastDay: dateOfText(text(flags, 'lastDay')) }),
  },
  {
    kind: 'duplicate',
    words: 'keep or exclude a document that looks like another',
    subject: 'document',
    flags: [
      ['--keep', 'both count'],
      ['--exclude', 'it is the same: leave it out'],
    ],
    value: (flags) => {
      if ((flags.keep === true) === (flags.exclude === true))
        throw badUsage('Keep it or exclude it?', 'Give either --keep or --exclude.');
      return { keep: flags.keep === true };
    },
  },
  {
    kind: 'gone',
    words: 'a document was really deleted or voided',
    subject: 'document',
    flags: [],
    value: () => ({ confirmed: true }),
  },
  {
    kind: 'price',
    words: 'enter the whole price that was agreed',
    subject: 'document',
    flags: [['--amount <amount>', 'the price without VAT, such as 1200.00']],
    value: async (flags, currency) => ({ amount: minorOfText(text(flags, 'amount'), await currency()) }),
  },
  {
    kind: 'price-change',
    words: 'a price was agreed anew, from a day on',
    subject: 'key',
    flags: [
      ['--from <date>', 'the first day on which it holds'],
      ['--amount <amount>', 'the whole price from then on, without VAT'],
      ['--for-what-is-left', 'it changes the days left; without a flag, as the policy has it'],
      ['--from-the-first-day', 'it counts from the first day of the course'],
    ],
    value: async (flags, currency) => ({
      from: dateOfText(text(flags, 'from')),
      amount: minorOfText(text(flags, 'amount'), await currency()),
      ...eitherMode(flags, ['forWhatIsLeft', 'prospective'], ['fromTheFirstDay', 'catch_up']),
    }),
  },
  {
    kind: 'drop',
    words: 'answer for a student who left: what is refunded',
    subject: 'document',
    flags: [
      ['--refund <amount>', 'what is paid back without VAT; 0 for nothing'],
      ['--last-day <date>', 'the last day of class, where it is missing'],
      ['--confirmed-owed', 'the rest of the price is still owed'],
    ],
    value: async (flags, currency) => {
      const refund = minorOfText(text(flags, 'refund'), await currency());
      if (refund < 0)
        throw badUsage('A refund is not below zero.', 'Give what is paid back, such as 250.00, or 0.', 'BAD_AMOUNT');
      return { refund, confirmedOwed: flags.confirmedOwed === true, lastDay: optionalDate(flags, 'lastDay') };
    },
  },
  {
    kind: 'pause',
    words: 'a student paused',
    subject: 'key',
    flags: [
      ['--last-day <date>', 'the last day of class before the pause'],
      ['--return-day <date>', 'the first day after it, when known'],
      ['--extend', 'the course ends later; without a flag, as the policy has it'],
      ['--compress', 'the end of the course stays'],
    ],
    value: (flags) => ({
      lastDay: dateOfText(text(flags, 'lastDay')),
      returnDay: optionalDate(flags, 'returnDay'),
      ...eitherMode(flags, ['extend', 'extend'], ['compress', 'compress']),
    }),
  },
  {
    kind: 'resume',
    words: 'a student came back',
    subject: 'key',
    flags: [
      ['--first-day <date>', 'the first day of class again'],
      ['--new-end <date>', 'the new last day of the course'],
    ],
    value: (flags) => ({ firstDay: dateOfText(text(flags, 'firstDay')), newEnd: dateOfText(text(flags, 'newEnd')) }),
  },
  {
    kind: 'complete',
    words: 'a course was finished',
    subject: 'key',
    flags: [['--last-day <date>', 'the last day of class']],
    value: (flags) => ({ lastDay: dateOfText(text(flags, 'lastDay')) }),
  },
  {
    kind: 'manual',
    words: 'recognise an amount by hand',
    subject: 'document',
    flags: [
      ['--month <month>', 'the month, such as 2025-03'],
      ['--amount <amount>', 'the amount; below zero takes back'],
      ['--approved-by <name>', 'who approved it, where it is somebody else'],
    ],
    needsReason: true,
    value: async (flags, currency) => ({
      month: monthOfText(text(flags, 'month')),
      amount: minorOfText(text(flags, 'amount'), await currency()),
      ...(flags.approvedBy === undefined ? {} : { approver: text(flags, 'approvedBy') }),
    }),
  },
  {
    kind: 'vat-rate',
    words: 'choose the VAT rate of a document that has only a total',
    subject: 'document',
    flags: [['--percent <rate>', 'such as 21']],
    value: (flags) => ({ basisPoints: basisPointsOfText(text(flags, 'percent')) }),
  },
  {
    kind: 'exchange-rate',
    words: 'enter the exchange rate of a document in another currency',
    subject: 'document',
    flags: [['--rate <rate>', 'company currency for one unit of the document, such as 0.9215']],
    value: (flags) => ({ rate: rateOfText(text(flags, 'rate')) }),
  },
  {
    kind: 'policy',
    words: 'choose a policy, for the company or as "POLICY SERVICE" for one service',
    subject: 'policy',
    flags: [
      ['--value <value>', 'what it is from now on; "default" goes back to what holds without a choice'],
      ['--from <month>', 'the month from which it counts, the whole of it: the first open one or a later one'],
      ['--approver <name>', 'who approved it'],
    ],
    needsReason: true,
    value: (flags) => ({
      value: policyValueOfText(text(flags, 'value')),
      from: monthOfText(text(flags, 'from')),
      approver: text(flags, 'approver'),
    }),
  },
];

/** One field of a decision's value as text, for proposals that leave it open. */
export async function fieldOfText(
  kind: string,
  field: string,
  value: string,
  currency: () => Promise<string>,
): Promise<readonly [string, unknown]> {
  switch (field) {
    case 'amount':
    case 'refund':
      return [field, minorOfText(value, await currency())];
    case 'percent':
    case 'basisPoints':
      // What people know is the rate in percent; hundredths of it are ours.
      return ['basisPoints', basisPointsOfText(value)];
    case 'rate':
      return [field, rateOfText(value)];
    case 'status':
      return [field, statusOfText(value)];
    case 'month':
      return [field, monthOfText(value)];
    case 'start':
    case 'end':
    case 'lastDay':
    case 'returnDay':
    case 'firstDay':
    case 'newEnd':
      return [field, dateOfText(value)];
    case 'keep':
    case 'confirmedOwed':
      if (/^(yes|no|true|false)$/i.test(value)) return [field, /^(yes|true)$/i.test(value)];
      throw badUsage(`"${plain(value)}" is neither yes nor no.`, `Give ${field}=yes or ${field}=no.`);
    case 'service':
      return [field, kind === 'map-service' && value === 'none' ? null : value];
    default:
      return [field, value];
  }
}

function policyValueOfText(value: string): string | number | boolean | null {
  if (value === 'default') return null;
  if (/^(yes|true|no|false)$/i.test(value)) return /^(yes|true)$/i.test(value);
  return /^\d{1,4}$/.test(value) ? Number(value) : value;
}

function statusOfText(value: string): string {
  const status = PERIOD_STATUSES.find((each) => each === value.toUpperCase());
  if (status) return status;
  throw badUsage(`"${plain(value)}" is no status of the ledger.`, `Choose one of: ${PERIOD_STATUSES.join(', ')}.`);
}

function text(flags: Flags, name: string): string {
  const value = flags[name];
  if (typeof value === 'string' && value !== '') return value;
  const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  throw badUsage(`${flag} is missing.`, `Give ${flag}; --help says what it takes.`);
}

function oneOf(flags: Flags, value: string, none: string): string | null {
  if ((flags[value] === undefined) === (flags[none] !== true))
    throw badUsage('Which is it?', `Give either --${value} or --${none}.`);
  return flags[none] === true ? null : text(flags, value);
}

/** The way a flag names; none of the two leaves it to the policy. */
function eitherMode(
  flags: Flags,
  ...ways: readonly (readonly [flag: string, mode: string])[]
): { readonly mode?: string } {
  const named = ways.filter(([flag]) => flags[flag] === true);
  if (named.length > 1) throw badUsage('Which of the two is it?', 'Give one of them, or none to follow the policy.');
  const [way] = named;
  return way === undefined ? {} : { mode: way[1] };
}

function optionalDate(flags: Flags, name: string): string | null {
  return flags[name] === undefined ? null : dateOfText(text(flags, name));
}
