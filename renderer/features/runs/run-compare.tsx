/** A run beside another: revenue by month right after each, and what each step received, applied and held. */
import { Checkbox, Select } from '@mantine/core';
import { useCall } from '../../bridge/use-call.ts';
import { MoneyText } from '../../components/money.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Count, Duration } from '../../components/texts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { common } from '../../i18n/common.ts';
import { useWords } from '../../i18n/words.ts';
import classes from '../close/close.module.css';
import { ScrollRoom } from '../close/scroll-room.tsx';
import { type Compared, differencesFirst, monthDiffers, oneSided, stepDiffers } from './compare-runs.ts';
import type { RunView, SetRunView } from './run-page.tsx';
import { kindName, type Run } from './run-words.ts';
import { words } from './words.ts';

export function RunCompare(props: { readonly run: Run; readonly view: RunView; readonly setView: SetRunView }) {
  const { run, view, setView } = props;
  const say = useWords(words);
  const sayCommon = useWords(common);
  const format = useFormat();
  const runs = useCall('runs/list', { limit: 200 });
  const others = (runs.data ?? []).filter(({ id }) => id !== run.id);
  // The nearest run before it of the same kind is what one wants to know about.
  const usual = others.find(({ id, kind }) => id < run.id && kind === run.kind) ?? others.find(({ id }) => id < run.id);
  const other = view.with ?? usual?.id ?? others[0]?.id ?? null;
  const compared = useCall('runs/compare', { left: other ?? 1, right: run.id }, { enabled: other !== null });
  if (runs.data !== undefined && others.length === 0) return <p className={classes.soft}>{say('compare.first')}</p>;
  return (
    <div className={classes.wideStack}>
      <div className={classes.acts} style={{ alignItems: 'flex-end', gap: '1.5rem' }}>
        <Select
          label={say('compare.with')}
          w="20rem"
          searchable
          allowDeselect={false}
          value={other === null ? null : String(other)}
          data={others.map((each) => ({
            value: String(each.id),
            label: `${say('compare.run', { run: each.id, when: format.instant(each.startedAt) })} · ${kindName(each.kind, say)}`,
          }))}
          onChange={(value) => value !== null && setView({ with: Number(value) })}
        />
        <Checkbox
          label={say('compare.all')}
          checked={view.all}
          onChange={(event) => setView({ all: event.currentTarget.checked }, { replace: true })}
          mb="0.4rem"
        />
      </div>
      {compared.error !== null && <ProblemNotice problem={compared.error.problem} />}
      {other !== null && compared.data === undefined && compared.error === null && <p>{sayCommon('loading')}</p>}
      {other !== null && compared.data !== undefined && (
        <SideBySide compared={compared.data} left={other} right={run.id} all={view.all} />
      )}
    </div>
  );
}

interface Sides {
  readonly compared: Compared;
  readonly left: number;
  readonly right: number;
  readonly all: boolean;
}

function SideBySide(props: Sides) {
  return (
    <>
      <Months {...props} />
      <Steps {...props} />
    </>
  );
}

function Months({ compared, left, right, all }: Sides) {
  const say = useWords(words);
  const format = useFormat();
  const rows = differencesFirst(compared.months, monthDiffers, all);
  return (
    <section className={classes.stack} aria-labelledby="compare-months">
      <h2 id="compare-months">{say('compare.months')}</h2>
      {compared.months.every((row) => !monthDiffers(row)) && <p>{say('compare.same')}</p>}
      {rows.length > 0 && (
        <table className={classes.table} aria-labelledby="compare-months" style={{ maxWidth: '48rem', minWidth: 0 }}>
          <thead>
            <tr>
              <th scope="col">{say('steps.month')}</th>
              <th scope="col" className={classes.number}>
                {say('run', { run: left })} {format.currency}
              </th>
              <th scope="col" className={classes.number}>
                {say('run', { run: right })} {format.currency}
              </th>
              <th scope="col" className={classes.number}>
                {say('compare.difference')} {format.currency}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.month}>
                <td>{format.month(row.month)}</td>
                {[row.before, row.after, row.after - row.before].map((amount, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: three figures that never change places
                  <td key={index} className={classes.number}>
                    <MoneyText amount={amount} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const COUNTS = ['received', 'applied', 'held'] as const;

function Steps({ compared, left, right, all }: Sides) {
  const say = useWords(words);
  const sayCommon = useWords(common);
  const format = useFormat();
  const rows = differencesFirst(compared.steps, stepDiffers, all);
  const alone = compared.steps.filter(oneSided).length;
  const side = (id: number) => say('run', { run: id });
  return (
    <div className={classes.stack}>
      <h2 id="compare-steps">{say('compare.steps')}</h2>
      {compared.steps.every((row) => !stepDiffers(row)) && <p>{say('compare.sameSteps')}</p>}
      {alone > 0 && <p className={classes.soft}>{say('compare.oneSided', { count: alone })}</p>}
      {rows.length > 0 && (
        <ScrollRoom label={say('compare.steps')}>
          <table className={classes.table} aria-labelledby="compare-steps">
            <thead>
              <tr>
                <th scope="col" rowSpan={2}>
                  {say('step')}
                </th>
                <th scope="col" rowSpan={2}>
                  {say('steps.month')}
                </th>
                {[...COUNTS, 'took' as const].map((key) => (
                  <th key={key} scope="colgroup" colSpan={2} className={classes.number}>
                    {say(key)}
                  </th>
                ))}
              </tr>
              <tr>
                {[...COUNTS, 'took' as const].flatMap((key) =>
                  [left, right].map((id) => (
                    <th key={`${key} ${id}`} scope="col" className={classes.number}>
                      {side(id)}
                    </th>
                  )),
                )}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.step} ${row.month}`}>
                  <th scope="row">{sayCommon(`step.${row.step}`)}</th>
                  <td className={classes.word}>
                    {row.month === null ? say('steps.all') : format.month(row.month, 'short')}
                  </td>
                  {COUNTS.flatMap((key) =>
                    (['left', 'right'] as const).map((at) => (
                      <td key={`${key} ${at}`} className={classes.number}>
                        {row[key][at] !== null && <Count value={row[key][at] ?? 0} />}
                      </td>
                    )),
                  )}
                  {(['left', 'right'] as const).map((at) => (
                    <td key={at} className={classes.number}>
                      {row.ms[at] !== null && <Duration ms={row.ms[at] ?? 0} />}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRoom>
      )}
    </div>
  );
}
