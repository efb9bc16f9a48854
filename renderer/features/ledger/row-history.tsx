/** A row without a page of its own: its fields as they are, each with its past, and the record it was read from. */
import { useCall } from '../../bridge/use-call.ts';
import { ChangeList } from '../../components/change-list.tsx';
import classes from '../../components/components.module.css';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { ProvenanceView } from '../../components/provenance-view.tsx';
import { useFormat } from '../../format/use-format.ts';
import { common } from '../../i18n/common.ts';
import { useTold } from '../../i18n/engine/use-told.ts';
import { useWords } from '../../i18n/words.ts';
import { columnInWords } from './columns-in-words.ts';
import { EntityLink } from './entity-link.tsx';
import own from './ledger.module.css';
import { changesOfField, toldChanges, valueInWords } from './told-changes.ts';
import { words } from './words.ts';

export function RowHistory({ table, id }: { readonly table: 'service_period' | 'payment'; readonly id: number }) {
  const say = useWords(words);
  const told = useTold();
  const sayCommon = useWords(common);
  const format = useFormat();
  const answer = useCall('rows/provenance', { table, id }, { keepPrevious: false });
  // A payment carries no currency of its own: its document does.
  const document = table === 'payment' ? fieldNow(answer.data?.changes ?? [], 'invoice_id') : null;
  const paid = useCall('documents/get', { id: Number(document) }, { enabled: typeof document === 'number' });
  if (answer.error !== null && answer.data === undefined) {
    return <ProblemNotice problem={answer.error.problem} onAgain={() => void answer.refetch()} />;
  }
  const waits = answer.data === undefined || (typeof document === 'number' && paid.isPending);
  if (waits || answer.data === undefined) return <p className={classes.soft}>{sayCommon('loading')}</p>;
  const { changes, source } = answer.data;
  const reader = { say, format, told, currency: paid.data?.document.currency ?? format.currency };
  const now = rowNow(changes);
  const fields = Object.keys(now).filter((field) => columnInWords(field) !== null && now[field] !== null);
  return (
    <div className={classes.stack}>
      <table className={classes.plainTable} aria-label={say('row.fields')}>
        <thead>
          <tr>
            <th scope="col">{say('row.field')}</th>
            <th scope="col">{say('row.now')}</th>
            <th scope="col">{say('row.past')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => {
            const column = columnInWords(field);
            const past = changesOfField(changes, field, reader).filter(({ change }) => change.op === 'update');
            return (
              <tr key={field}>
                <th scope="row">{column === null ? field : say(column.word)}</th>
                <td dir="auto">
                  <EntityLink kind={column?.kind ?? 'text'} id={now[field]}>
                    {valueInWords(field, now[field], reader)}
                  </EntityLink>
                </td>
                <td>
                  {past.map(({ change, before }) => (
                    <div key={change.id}>
                      {say('row.was', { value: before === '' ? '–' : before, when: format.instant(change.at) })}
                    </div>
                  ))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <h3 className={own.heading}>{say('where.record')}</h3>
      {source === null ? <p className={classes.soft}>{say('where.followed')}</p> : <ProvenanceView source={source} />}
      <details className={own.fold}>
        <summary>{say('where.all')}</summary>
        <ChangeList changes={toldChanges(changes, reader).toReversed()} />
      </details>
    </div>
  );
}

type Changes = Parameters<typeof changesOfField>[0];

/** The row as its changes leave it. */
function rowNow(changes: Changes): Readonly<Record<string, unknown>> {
  return Object.assign({}, ...changes.map(({ after }) => after ?? {})) as Record<string, unknown>;
}

function fieldNow(changes: Changes, field: string): unknown {
  return rowNow(changes)[field];
}
