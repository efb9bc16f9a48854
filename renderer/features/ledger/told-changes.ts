/** Changes of rows with the ledger's columns and values put into the reader's words. */
import type { WindowOutput } from '../../../shared/contract/window.ts';
import type { Change } from '../../components/change-list.tsx';
import type { Format } from '../../format/use-format.ts';
import type { Tell } from '../../i18n/engine/phrase-book.ts';
import type { Say } from '../../i18n/words.ts';
import { columnInWords } from './columns-in-words.ts';
import { statusInWords } from './statuses.ts';
import type { en } from './words.en.ts';

export type Provenance = WindowOutput<'rows/provenance'>;

interface Reader {
  readonly say: Say<typeof en>;
  readonly format: Format;
  /** Says a sentence of the engine: why something was linked. */
  readonly told: Tell;
  /** Of amounts whose row carries no currency. */
  readonly currency: string;
}

/** The changes with fields as people call them; what only the app needs is left out, and so is a change that had nothing else. */
export function toldChanges(changes: readonly Change[], reader: Reader): (Change & { readonly words: string })[] {
  const { say } = reader;
  return changes.flatMap((change) => {
    const currency = currencyIn(change) ?? reader.currency;
    const told = {
      before: sideInWords(change.before, { ...reader, currency }),
      after: sideInWords(change.after, { ...reader, currency }),
    };
    if (told.before === null && told.after === null) return [];
    const op = say(
      change.op === 'insert' ? 'change.written' : change.op === 'delete' ? 'change.takenAway' : 'change.changed',
    );
    return [{ ...change, ...told, words: `${say(tableWord(change.table))}: ${op}` }];
  });
}

/** Changes of one field, each with the value before and after as text. */
export function changesOfField(
  changes: readonly Change[],
  field: string,
  reader: Reader,
): { readonly change: Change; readonly before: string; readonly after: string }[] {
  return changes.flatMap((change) => {
    const has = (side: Change['before']) => side !== null && Object.hasOwn(side, field);
    if (!has(change.before) && !has(change.after)) return [];
    const before = valueInWords(field, change.before?.[field], reader);
    const after = valueInWords(field, change.after?.[field], reader);
    return before === after && change.op === 'update' ? [] : [{ change, before, after }];
  });
}

export function valueInWords(column: string, value: unknown, { say, format, told, currency }: Reader): string {
  if (value === null || value === undefined) return '';
  const kind = columnInWords(column)?.kind ?? 'text';
  if (typeof value === 'number') {
    if (kind === 'money') return format.moneyWithCode(value, currency);
    if (kind === 'yesNo') return say(value === 1 ? 'yes' : 'no');
    if (kind === 'client') return say('ref.client', { id: value });
    if (kind === 'service') return say('ref.service', { id: value });
    if (kind === 'contract') return say('ref.contract', { id: value });
    if (kind === 'invoice') return say('ref.document', { id: value });
    return format.count(value);
  }
  if (typeof value !== 'string') return JSON.stringify(value);
  if (kind === 'date') return format.date(value);
  if (kind === 'status') return statusInWords(value, say);
  return column === 'why' || column === 'excluded' ? told(value) : value;
}

type Side = Change['before'];

function sideInWords(side: Side, reader: Reader): Side {
  if (side === null) return null;
  const entries = Object.entries(side).flatMap(([column, value]): [string, string][] => {
    const known = columnInWords(column);
    return known === null ? [] : [[reader.say(known.word), valueInWords(column, value, reader)]];
  });
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

function currencyIn({ before, after }: Change): string | null {
  const found = after?.currency ?? before?.currency;
  return typeof found === 'string' ? found : null;
}

const TABLES = {
  client: 'table.client',
  client_external_id: 'table.clientId',
  client_email: 'table.clientEmail',
  service: 'table.service',
  contract: 'table.contract',
  invoice: 'table.invoice',
  invoice_line: 'table.line',
  payment: 'table.payment',
  service_period: 'table.period',
} as const;

function tableWord(table: string): (typeof TABLES)[keyof typeof TABLES] | 'table.other' {
  return Object.hasOwn(TABLES, table) ? TABLES[table as keyof typeof TABLES] : 'table.other';
}
