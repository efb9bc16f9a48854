/** One thing of the ledger in a line: what it is, its name with a link, and the facts one decides by. */
import type { Thing } from '../../../shared/contract/triage.ts';
import { useFormat } from '../../format/use-format.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import classes from './issues.module.css';
import { words } from './words.ts';

const PLACES = {
  client: 'clients',
  contract: 'contracts',
  document: 'documents',
  period: 'periods',
  service: 'services',
} as const;

/** Where a thing stands in the ledger; null when it has no page there. */
function linkOf(thing: Thing): string | null {
  if (thing.kind === 'cohort' || thing.kind === 'account') return null;
  return `#/ledger/${PLACES[thing.kind]}?open=${thing.row.id}`;
}

export function ThingLine({ thing, link = true }: { readonly thing: Thing; readonly link?: boolean }) {
  const say = useWords(words);
  const { name, facts } = useThingWords()(thing);
  const to = linkOf(thing);
  const kind =
    thing.kind === 'document' && thing.row.kind === 'credit_note' ? 't.credit' : (`t.${thing.kind}` as const);
  return (
    <span className={classes.thing}>
      <span>
        <span className={classes.soft}>{say(kind)} </span>
        {link && to !== null ? (
          <a href={to} dir="auto">
            {name}
          </a>
        ) : (
          <bdi>{name}</bdi>
        )}
      </span>
      {facts !== '' && <span className={classes.soft}>{facts}</span>}
    </span>
  );
}

/** A thing's name and the facts behind it, in words. */
export function useThingWords(): (thing: Thing) => { readonly name: string; readonly facts: string } {
  const say = useWords(words);
  const format = useFormat();
  const days = (from: string | null, until: string | null): string => {
    if (from !== null && until !== null) return say('t.dates', { from: format.date(from), until: format.date(until) });
    if (from !== null) return say('t.from', { from: format.date(from) });
    return until === null ? say('t.noDates') : say('t.until', { until: format.date(until) });
  };
  const join = (...parts: (string | null | undefined)[]): string =>
    parts.filter((part) => part !== null && part !== undefined && part !== '').join(' · ');
  return (thing) => {
    switch (thing.kind) {
      case 'client': {
        const { row } = thing;
        return {
          name: row.name,
          facts: join(
            row.code,
            row.email === null ? null : isolate(row.email),
            say('t.contracts', { count: row.contracts }),
          ),
        };
      }
      case 'contract': {
        const { row } = thing;
        return {
          name: `${row.code}, ${row.service.name}`,
          facts: join(
            isolate(row.client.name),
            days(row.start, row.end),
            say('t.price', { amount: format.moneyWithCode(row.price.amount, row.price.currency) }),
            row.deferred === 0 ? null : say('t.left', { amount: format.moneyWithCode(row.deferred) }),
          ),
        };
      }
      case 'document': {
        const { row } = thing;
        return {
          name: row.number ?? thing.key.slice(thing.key.indexOf(':') + 1),
          facts: join(
            row.client === null ? null : isolate(row.client.name),
            format.date(row.date),
            say('t.total', { amount: format.moneyWithCode(row.gross, row.currency) }),
          ),
        };
      }
      case 'period':
        return {
          name: thing.row.cohort,
          facts: join(isolate(thing.row.client.name), days(thing.row.start, thing.row.end)),
        };
      case 'service':
        return {
          name: thing.row.name,
          facts: join(thing.row.account, thing.row.type, say('t.contracts', { count: thing.row.contracts })),
        };
      case 'cohort':
        return { name: thing.row.name, facts: '' };
      case 'account':
        return { name: `“${thing.row.description}”`, facts: thing.row.name };
    }
  };
}
