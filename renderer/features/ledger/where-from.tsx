/** Where one field of a row comes from: its stored record, and every change of it, down to the run and who ran it. */

import { useCall } from '../../bridge/use-call.ts';
import { ChangeList } from '../../components/change-list.tsx';
import classes from '../../components/components.module.css';
import { Drawer } from '../../components/drawer.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { ProvenanceView } from '../../components/provenance-view.tsx';
import { InstantText } from '../../components/texts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { common } from '../../i18n/common.ts';
import { useTold } from '../../i18n/engine/use-told.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { columnInWords } from './columns-in-words.ts';
import own from './ledger.module.css';
import { SimpleTable } from './simple-table.tsx';
import { changesOfField, toldChanges } from './told-changes.ts';
import type { FieldOf } from './where.ts';
import { words } from './words.ts';

export function WhereFromDrawer({ field, onClose }: { readonly field: FieldOf; readonly onClose: () => void }) {
  const say = useWords(words);
  const column = columnInWords(field.field);
  const name = column === null ? field.field : say(column.word);
  return (
    <Drawer open onClose={onClose} title={say('where.title', { field: name })}>
      <WhereFrom field={field} name={name} />
    </Drawer>
  );
}

function WhereFrom({ field, name }: { readonly field: FieldOf; readonly name: string }) {
  const say = useWords(words);
  const told = useTold();
  const sayCommon = useWords(common);
  const format = useFormat();
  const answer = useCall('rows/provenance', { table: field.table, id: field.id }, { keepPrevious: false });
  if (answer.error !== null && answer.data === undefined) {
    return <ProblemNotice problem={answer.error.problem} onAgain={() => void answer.refetch()} />;
  }
  if (answer.data === undefined) return <p className={classes.soft}>{sayCommon('loading')}</p>;
  const { source, changes } = answer.data;
  const reader = { say, format, told, currency: field.currency ?? format.currency };
  const past = changesOfField(changes, field.field, reader);
  const rest = toldChanges(changes, reader).toReversed();
  return (
    <div className={classes.stack}>
      <h3 className={own.heading}>{say('where.changes', { field: name })}</h3>
      <SimpleTable
        label={say('where.changes', { field: name })}
        rows={past.toReversed()}
        rowKey={({ change }) => change.id}
        none={say('where.noChanges')}
        columns={[
          { id: 'when', header: say('where.when'), cell: ({ change }) => <InstantText at={change.at} /> },
          {
            id: 'before',
            header: say('where.before'),
            cell: ({ before }) => <bdi>{before === '' ? '–' : before}</bdi>,
          },
          { id: 'after', header: say('where.after'), cell: ({ after }) => <bdi>{after === '' ? '–' : after}</bdi> },
          {
            id: 'because',
            header: say('where.because'),
            cell: ({ change }) => (
              <>
                <a href={`#/runs/${change.run}`}>{say('where.run', { run: change.run })}</a>, {isolate(change.who)}
                {change.source !== null && <div className={classes.soft}>{isolate(change.source)}</div>}
              </>
            ),
          },
        ]}
      />
      <h3 className={own.heading}>{say('where.record')}</h3>
      {source === null ? <p className={classes.soft}>{say('where.followed')}</p> : <ProvenanceView source={source} />}
      <details>
        <summary>{say('where.all')}</summary>
        <ChangeList changes={rest} />
      </details>
    </div>
  );
}
