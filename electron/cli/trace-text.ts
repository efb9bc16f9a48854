/**
 * A trace as an indented outline. The engine decides what belongs to a trace; here every name becomes words and every amount a
 * figure, so that a new fact in a trace shows without a change here.
 */
import { parseCurrency } from '../../shared/domain/money.ts';
import { amount, moment } from './format.ts';
import { cut, plain, plainJson } from './plain-text.ts';
import type { Reader } from './terminal.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Where the outline is: how deep, and in which currency the amounts around are. */
interface Place {
  readonly depth: number;
  readonly currency: string | null;
  readonly company: string;
  readonly reader: Reader;
}

/** Fields that hold minor units. */
const MONEY = new Set(['amount', 'net', 'tax', 'gross', 'withholding', 'paid']);
const COMPANY_MONEY = new Set(['functionalAmount', 'functional_amount']);
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*Z$/;

/** The lines of a trace; `company` is the company's currency. */
export function traceLines(trace: Fields, company: string, reader: Reader): string[] {
  return outline(trace, { depth: 0, currency: null, company, reader });
}

function outline(fields: Fields, around: Place): string[] {
  const place = { ...around, currency: currencyOf(fields) ?? around.currency };
  return Object.entries(fields).flatMap(([name, value]) => {
    if (value === null || value === undefined || /_id$/.test(name)) return [];
    if (name === 'payload') return payloadLines(value, place);
    if (Array.isArray(value)) return listLines(name, value, place);
    if (typeof value === 'object') return [heading(words(name), place), ...outline(fieldsOf(value), deeper(place))];
    return [line(name, figure(name, value, place), place)];
  });
}

function listLines(name: string, list: readonly unknown[], place: Place): string[] {
  if (list.length === 0) return [];
  if (list.every((each) => typeof each !== 'object')) return [line(name, plain(list.join(', ')), place)];
  if (name === 'changes')
    return [heading('changes', place), ...list.flatMap((each) => changeLines(fieldsOf(each), deeper(place)))];
  return list.flatMap((each, index) => [
    heading(`${words(name)} ${index + 1}`, place),
    ...outline(fieldsOf(each), deeper(place)),
  ]);
}

const OPERATIONS: Readonly<Record<string, string>> = { insert: 'made', update: 'changed', delete: 'removed' };

/** A change as one line, with what became of each field that differs. */
function changeLines(change: Fields, { depth, reader }: Place): string[] {
  const [before, after] = [fieldsOf(change.before), fieldsOf(change.after)];
  const differs =
    change.op === 'update' ? Object.keys({ ...before, ...after }).filter((name) => before[name] !== after[name]) : [];
  const source = typeof change.source === 'string' ? `, from ${change.source}` : '';
  const text = `${moment(String(change.at))}  ${words(String(change.table))} ${OPERATIONS[String(change.op)] ?? change.op} by run ${change.run} (${change.runKind}, ${change.who}${source})`;
  return [
    `${indent(depth)}${cut(plain(text), 300)}`,
    ...differs.map(
      (name) =>
        `${indent(depth + 1)}${reader.paint.faint(words(name))}  ${cut(plain(`${before[name] ?? '-'} -> ${after[name] ?? '-'}`), 300)}`,
    ),
  ];
}

function payloadLines(payload: unknown, { depth, reader }: Place): string[] {
  return [
    `${indent(depth)}${reader.paint.faint('as it was read')}`,
    ...plainJson(payload)
      .split('\n')
      .map((text) => `${indent(depth + 1)}${text}`),
  ];
}

function figure(name: string, value: unknown, { currency, company, reader }: Place): string {
  if (typeof value === 'number' && Number.isSafeInteger(value)) {
    if (MONEY.has(name) && currency !== null) return amount(value, currency, reader.locale);
    if (COMPANY_MONEY.has(name)) return amount(value, company, reader.locale);
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const text = String(value);
  return INSTANT.test(text) ? moment(text) : cut(plain(text), 500);
}

/** The currency that a part names, itself or in the row at its heart: lines stand beside the invoice that names theirs. */
function currencyOf(fields: Fields): string | null {
  const named = [fields, fieldsOf(fields.invoice), fieldsOf(fields.contract)].map(({ currency }) => currency);
  const code = named.find((each) => typeof each === 'string');
  return typeof code === 'string' ? parseCurrency(code) : null;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function heading(text: string, { depth, reader }: Place): string {
  return `${indent(depth)}${reader.paint.strong(text)}`;
}

function line(name: string, text: string, { depth, reader }: Place): string {
  return `${indent(depth)}${reader.paint.faint(words(name))}  ${text}`;
}

function deeper(place: Place): Place {
  return { ...place, depth: place.depth + 1 };
}

function indent(depth: number): string {
  return '  '.repeat(depth);
}

function words(name: string): string {
  return plain(
    name
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .replaceAll('_', ' ')
      .toLowerCase(),
  );
}
