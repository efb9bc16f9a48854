/** What a run changed: by table in numbers, then record by record, and each field before and after in the drawer. */
import { useCall } from '../../bridge/use-call.ts';
import { ChangeList } from '../../components/change-list.tsx';
import type { Column } from '../../components/data-table/columns.ts';
import { DataTable } from '../../components/data-table/data-table.tsx';
import type { RowOf } from '../../components/data-table/paged-rows.ts';
import { Drawer } from '../../components/drawer.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Choice } from '../../components/filters.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import classes from '../close/close.module.css';
import { useOpenRow } from './open-row.ts';
import type { RunView, SetRunView } from './run-page.tsx';
import { TABLES, tableName } from './table-names.ts';
import { words } from './words.ts';

type Row = RowOf<'runs/changes'>;
const OPS = ['insert', 'update', 'delete'] as const;

export function RunChanges(props: { readonly run: number; readonly view: RunView; readonly setView: SetRunView }) {
  const { run, view, setView } = props;
  const say = useWords(words);
  const format = useFormat();
  const summary = useCall('runs/summary', { run });
  const tables = summary.data?.tables ?? [];
  const [opened, remember] = useOpenRow<Row>(view.open);
  const all = tables.reduce((sum, each) => sum + each.inserted + each.updated + each.deleted, 0);
  const columns: Column<Row>[] = [
    { id: 'row', header: say('changes.row'), kind: 'text', value: (row) => row.words, width: 260, grow: 2 },
    { id: 'op', header: say('changes.op'), kind: 'text', value: (row) => say(`op.${row.op}`), width: 96 },
    { id: 'table', header: say('changes.table'), kind: 'text', value: (row) => tableName(row.table, say), width: 160 },
    {
      id: 'fields',
      header: say('changes.fields'),
      kind: 'text',
      value: (row) => (row.op === 'update' ? changedFields(row) : null),
      width: 160,
      grow: 1,
    },
    {
      id: 'source',
      header: say('changes.source'),
      kind: 'text',
      value: (row) => row.source,
      width: 160,
      grow: 1,
    },
  ];
  const options = TABLES.flatMap((table) => {
    const each = tables.find((one) => one.table === table);
    if (each === undefined) return [];
    const rows = format.count(each.inserted + each.updated + each.deleted);
    return [{ value: table, label: `${tableName(table, say)}: ${rows}` }];
  });
  return (
    <>
      <div className={classes.acts} style={{ alignItems: 'flex-end' }}>
        <Choice
          label={say('changes.table')}
          value={view.table}
          onChange={(table) => setView({ table })}
          options={options}
          all={`${say('changes.all')}: ${format.count(all)}`}
        />
        <Choice
          label={say('changes.op')}
          value={view.op}
          onChange={(op) => setView({ op })}
          options={OPS.map((op) => ({ value: op, label: say(`op.${op}`) }))}
        />
      </div>
      <DataTable
        label={say('changes.rows', { run })}
        call="runs/changes"
        input={{ run, ...(view.table && { table: view.table }), ...(view.op && { op: view.op }) }}
        columns={columns}
        views="runs/changes"
        rowId={(row) => row.id}
        onOpen={(row) => {
          remember(row);
          setView({ open: row.id });
        }}
        openId={view.open}
        empty={<EmptyState title={say('changes.none')}>{say('changes.noneText')}</EmptyState>}
      />
      <Drawer
        open={opened !== null}
        onClose={() => setView({ open: null })}
        title={opened === null ? '' : opened.words}
      >
        {opened !== null && <ChangeList changes={[opened]} />}
      </Drawer>
    </>
  );
}

/** The names of the fields that differ, as they read. */
function changedFields({ before, after }: Row): string {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names]
    .filter((name) => JSON.stringify(before?.[name] ?? null) !== JSON.stringify(after?.[name] ?? null))
    .map((name) => name.replaceAll('_', ' '))
    .join(', ');
}
