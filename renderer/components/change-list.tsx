import type { z } from 'zod';
import type { change } from '../../shared/contract/browse.ts';
import { useFormat } from '../format/use-format.ts';
import { common } from '../i18n/common.ts';
import { isolate, useWords } from '../i18n/words.ts';
import classes from './components.module.css';

export type Change = z.output<typeof change>;

/** Changes of rows, newest first as given: by whom, in which run, and each field that differs, before and after. */
export function ChangeList({ changes }: { readonly changes: readonly (Change & { readonly words?: string })[] }) {
  const say = useWords(common);
  const format = useFormat();
  if (changes.length === 0) return <p className={classes.soft}>{say('change.none')}</p>;
  return (
    <ol className={classes.tree}>
      {changes.map((one) => (
        <li key={one.id} className={classes.stack}>
          <p>
            <strong>{one.words ?? say(OPS[one.op])}</strong>{' '}
            <span className={classes.soft}>
              {say('change.by', { run: one.run, who: isolate(one.who), when: format.instant(one.at) })}
            </span>
          </p>
          <table className={classes.plainTable}>
            <thead>
              <tr>
                <th scope="col">{say('change.field')}</th>
                <th scope="col">{say('change.before')}</th>
                <th scope="col">{say('change.after')}</th>
              </tr>
            </thead>
            <tbody>
              {fieldsOf(one).map(({ field, before, after }) => (
                <tr key={field}>
                  <th scope="row">{field.replaceAll('_', ' ')}</th>
                  <td dir="auto">{before}</td>
                  <td dir="auto">{after}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </li>
      ))}
    </ol>
  );
}

const OPS = { insert: 'change.inserted', update: 'change.updated', delete: 'change.deleted' } as const;

/** What only the ledger itself goes by. */
const INNER = new Set(['id', 'company_id']);

/** The fields that differ, as text. */
export function fieldsOf(one: Pick<Change, 'before' | 'after'>): { field: string; before: string; after: string }[] {
  const names = [...new Set([...Object.keys(one.before ?? {}), ...Object.keys(one.after ?? {})])];
  return names
    .filter((name) => !INNER.has(name))
    .flatMap((field) => {
      const before = asText(one.before?.[field]);
      const after = asText(one.after?.[field]);
      return before === after ? [] : [{ field, before, after }];
    });
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}
