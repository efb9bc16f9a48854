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
import { useWords } from '../../i18n/words.ts';
import { columnInWords } from './columns-in-words.ts';
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
  const sayCommon = useWords(common);
  const format = useFormat();
  const answer = useCall('rows/provenance', { table: field.table, id: field.id }, { keepPrevious: false });
  if (answer.error !== null && answer.data === undefined) {
    return <ProblemNotice problem={answer.error.problem} onAgain={() => void answer.refetch()} />;
  }
  if (answer.data === undefined) return <p className={classes.soft}>{sayCommon('loading')}</p>;
  const { source, changes } = answer.data;
  const reader = { say, format, currency: field.currency ?? format.currency };
  const own = changesOfField(changes, field.field, reader);
  const rest = toldChanges(changes, reader).toReversed();
  return (
    <div className={classes.stack}>
      <h3>{say('where.changes', { field: name })}</h3>
      {own.length === 0 ? (
        <p className={classes.soft}>{say('where.noChanges')}</p>
      ) : (
        <table className={classes.plainTable} aria-label={say('where.changes', { field: name })}>
          <thead>
            <tr>
              <th scope="col">{say('where.when')}</th>
              <th scope="col">{say('where.before')}</th>
              <th scope="col">{say('where.after')}</th>
              <th scope="col">{say('where.because')}</th>
            </tr>
          </thead>
          <tbody>
            {own.toReversed().map(({ change, before, after }) => (
              <tr key={change.id}>
                <td>
                  <InstantText at={change.at} />
                </td>
                <td dir="auto">{before === '' ? '–' : before}</td>
                <td dir="auto">{after === '' ? '–' : after}</td>
                <td>
                  <a href={`#/runs/${change.run}`}>{say('where.run', { run: change.run })}</a>, <bdi>{change.who}</bdi>
                  {change.source !== null && (
                    <>
                      {' '}
                      <bdi className={classes.soft}>{change.source}</bdi>
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h3>{say('where.record')}</h3>
      {source === null ? <p className={classes.soft}>{say('where.followed')}</p> : <ProvenanceView source={source} />}
      <details>
        <summary>{say('where.all')}</summary>
        <ChangeList changes={rest} />
      </details>
    </div>
  );
}
