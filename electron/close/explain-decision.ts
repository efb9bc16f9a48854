/** What a person decided, as one plain sentence. */
import { type Currency, currency as currencyOf } from '../../shared/domain/money.ts';
import { monthInWords, parseMonth } from '../../shared/domain/month.ts';
import { DECISION_VALUES } from '../ledger/decision-index.ts';
import type { Decision } from '../ledger/decisions.ts';
import { amountInWords, dayInWords } from './explain-words.ts';

type NameOf = (key: string) => string;
type Values = typeof DECISION_VALUES;
type Words = {
  readonly [Kind in keyof Values]: (
    value: ReturnType<Values[Kind]['parse']>,
    currency: Currency,
    nameOf: NameOf,
  ) => string;
};

const WORDS: Words = {
  'map-service': ({ service }, _, nameOf) =>
    service === null ? 'This account is no service' : `This account is the service ${nameOf(service)}`,
  'map-status': ({ status }) => `This status word means ${status.toLowerCase()}`,
  contract: ({ with: other }, _, nameOf) =>
    other === null ? 'A contract of its own' : `Belongs to the contract of ${nameOf(other)}`,
  unlink: () => 'Belongs to no contract',
  enrolment: ({ with: other }, _, nameOf) => `Belongs to the course of ${nameOf(other)}`,
  merge: ({ into }, _, nameOf) => `The same person as ${nameOf(into)}`,
  different: ({ from }, _, nameOf) => `Not the same person as ${nameOf(from)}`,
  client: ({ client }, _, nameOf) => `Belongs to the client ${nameOf(client)}`,
  dates: ({ start, end }) =>
    `Course dates: ${start === null ? 'start open' : dayInWords(start)} to ${end === null ? 'end open' : dayInWords(end)}`,
  'stop-date': ({ lastDay }) => `Stopped; last day of class ${dayInWords(lastDay)}`,
  duplicate: ({ keep }) => (keep ? 'No duplicate: it counts' : 'A duplicate: it does not count'),
  gone: () => 'Gone from the source, and that is right',
  confirm: ({ code }) => `Confirmed as it is: ${code.toLowerCase().replaceAll('_', ' ')}`,
  price: ({ amount }, currency) => `The price is ${amountInWords(amount, currency)}`,
  'price-change': ({ from, amount, mode }, currency) =>
    `The price is ${amountInWords(amount, currency)} from ${dayInWords(from)} on${
      mode === null ? '' : mode === 'prospective' ? ', for what is left' : ', counted from the first day of the course'
    }`,
  drop: ({ refund, confirmedOwed, lastDay }, currency) =>
    [
      `Left for good${lastDay === null ? '' : ` after ${dayInWords(lastDay)}`}`,
      refund === 0 ? 'nothing is refunded' : `${amountInWords(refund, currency)} refunded`,
      ...(confirmedOwed ? ['the rest of the price is still owed'] : []),
    ].join(', '),
  pause: ({ lastDay, returnDay, mode }) =>
    `Paused after ${dayInWords(lastDay)}, ${
      returnDay === null
        ? 'return not known'
        : `back on ${dayInWords(returnDay)}${mode === null ? '' : `; the course ${mode === 'extend' ? 'ends later' : 'still ends on its day'}`}`
    }`,
  resume: ({ firstDay, newEnd }) => `Back on ${dayInWords(firstDay)}; the course ends on ${dayInWords(newEnd)}`,
  complete: ({ lastDay }) => `Finished; last day of class ${dayInWords(lastDay)}`,
  manual: ({ month, amount }, currency) => `${amountInWords(amount, currency)} by hand in ${monthWords(month)}`,
  'vat-rate': ({ basisPoints }) => `VAT of ${basisPoints / 100} %`,
  'exchange-rate': ({ rate }) => `Exchange rate ${rate}`,
  policy: ({ value, from }) =>
    `Policy ${value === null ? 'as the company has it' : String(value).replaceAll('_', ' ')}, from ${monthWords(from)} on`,
};

/** A decision in words; amounts are in the currency of what it is about. */
export function decisionInWords(
  { kind, value }: Pick<Decision, 'kind' | 'value'>,
  currency: string,
  { nameOf }: { readonly nameOf: NameOf },
): string {
  return wordsOf(kind, value, currencyOf(currency), nameOf);
}

function wordsOf<Kind extends keyof Values>(
  kind: Kind,
  value: Decision['value'],
  currency: Currency,
  nameOf: NameOf,
): string {
  const parsed = DECISION_VALUES[kind].safeParse(value);
  return parsed.success ? WORDS[kind](parsed.data as Parameters<Words[Kind]>[0], currency, nameOf) : kind;
}

function monthWords(text: string): string {
  const month = parseMonth(text);
  return month === null ? text : monthInWords(month);
}
