/**
 * A trace as an indented outline. The engine decides what belongs to a trace; here every name becomes words and every amount a
 * figure, so that a new fact in a trace shows without a change here.
 */
import { parseCurrency } from '../../shared/domain/money.ts';
import { amount } from './format.ts';
import { cut, plain, plainJson } from './plain-text.ts';
import type { Terminal } from './terminal.ts';

type Reader = Pick<Terminal, 'paint' | 'locale'>;
type Fields = Readonly<Record<string, unknown>>;

/** Fields that hold minor units, by how their names end. The company currency rules where a row names none. */
const MONEY = /(^|_|[a-z])(amount|net|tax|gross|total|paid|withheld|price)(_amount)?$/i;

/** The lines of a trace. */
export function traceLines(trace: Fields, reader: Reader): string[] {
  return outline(trace, 0, reader);
}

function outline(fields: Fields, depth: number, reader: Reader): string[] {
  const indent = '  '.repeat(depth);
  const code = typeof fields.currency === 'string' ? parseCurrency(fields.currency) : null;
  return Object.entries(fields).flatMap(([name, value]) => {
    const head = words(name);
    if (value === null || value === undefined) return [];
    if (name === 'payload')
      return [
        `${indent}${reader.paint.faint('as it was read')}`,
        ...plainJson(value)
          .split('\n')
          .map((line) => `${indent}  ${line}`),
      ];
    if (Array.isArray(value)) {
      if (value.every((each) => typeof each !== 'object'))
        return value.length === 0 ? [] : [`${indent}${reader.paint.faint(head)}  ${cut(plain(value.join(', ')), 500)}`];
      return value.flatMap((each, index) => [
        `${indent}${reader.paint.strong(`${head} ${index + 1}`)}`,
        ...part(each, depth + 1, reader),
      ]);
    }
    if (typeof value === 'object') return [`${indent}${reader.paint.strong(head)}`, ...part(value, depth + 1, reader)];
    const text =
      typeof value === 'number' &&
      code !== null &&
      Number.isSafeInteger(value) &&
      MONEY.test(name) &&
      !/functional/i.test(name)
        ? amount(value, code, reader.locale)
        : cut(plain(String(value)), 500);
    return [`${indent}${reader.paint.faint(head)}  ${text}`];
  });
}

function part(value: unknown, depth: number, reader: Reader): string[] {
  if (typeof value === 'object' && value !== null)
    return outline(Object.fromEntries(Object.entries(value)), depth, reader);
  return value === null ? [] : [`${'  '.repeat(depth)}${cut(plain(String(value)), 500)}`];
}

function words(name: string): string {
  return plain(
    name
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .replaceAll('_', ' ')
      .toLowerCase(),
  );
}
