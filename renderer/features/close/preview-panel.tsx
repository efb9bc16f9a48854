/** What a preview found: what a run would write, what each month would carry, and the button that does it. */
import { Button } from '@mantine/core';
import { create } from 'zustand';
import type { LiveRun } from '../../../shared/contract/desk.ts';
import { MoneyText } from '../../components/money.tsx';
import { Count } from '../../components/texts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { common } from '../../i18n/common.ts';
import { useWords } from '../../i18n/words.ts';
import { tableName } from '../runs/table-names.ts';
import { words as runWords } from '../runs/words.ts';
import classes from './close.module.css';
import { wishMonths } from './run-words.ts';
import type { RunActs, Wish } from './use-run-acts.ts';
import { words } from './words.ts';

/** The preview that was put away, by when it began; kept outside so that leaving the screen does not bring it back. */
const useAway = create<{ readonly startedAt: string | null }>(() => ({ startedAt: null }));

export function PreviewPanel({ live, acts }: { readonly live: LiveRun | null; readonly acts: RunActs }) {
  const say = useWords(words);
  const sayCommon = useWords(common);
  const format = useFormat();
  const away = useAway((state) => state.startedAt);
  if (live === null || live.kind !== 'preview' || live.state !== 'ended') return null;
  const { preview, wish } = live;
  if (preview === null || live.startedAt === away) return null;
  const tables = Object.entries(preview.tables).filter(
    ([, counts]) => counts.created + counts.updated + counts.removed > 0,
  );
  const rows = tables.reduce((sum, [, counts]) => sum + counts.created + counts.updated + counts.removed, 0);
  const months = wishMonths(wish, format);
  const figures = { held: format.count(preview.held), same: format.count(preview.unchanged) };
  const again: Wish = {
    ...(wish.step === undefined ? {} : { step: wish.step }),
    ...(wish.fromStep === undefined ? {} : { fromStep: wish.fromStep }),
    ...(wish.from === undefined ? {} : { from: wish.from }),
    ...(wish.until === undefined ? {} : { until: wish.until }),
    withAccruals: wish.withAccruals,
  };
  return (
    <section className={classes.panel} aria-labelledby="preview-title">
      <h2 id="preview-title">{months === null ? sayCommon('run.previewed') : say('preview.title', { months })}</h2>
      <div>
        <p>{rows === 0 ? say('preview.nothing', figures) : say('preview.sum', { count: rows, ...figures })}</p>
        <p className={classes.soft}>{say(live.status === 'completed' ? 'preview.kept' : 'preview.stopped')}</p>
      </div>
      {rows > 0 && (
        <div className={classes.side}>
          <WhatTable tables={tables} />
          <MonthsTable effect={preview.effect} />
        </div>
      )}
      <div className={classes.acts}>
        <Button variant="default" disabled={acts.busy} onClick={() => void acts.run(again)}>
          {say('preview.run')}
        </Button>
        <Button variant="subtle" onClick={() => useAway.setState({ startedAt: live.startedAt })}>
          {say('preview.away')}
        </Button>
      </div>
    </section>
  );
}

type Preview = NonNullable<LiveRun['preview']>;

function WhatTable({ tables }: { readonly tables: readonly [string, Preview['tables'][string]][] }) {
  const say = useWords(words);
  const sayRuns = useWords(runWords);
  return (
    <div className={classes.stack}>
      <h3 id="preview-what">{say('preview.what')}</h3>
      <table className={classes.table} aria-labelledby="preview-what">
        <thead>
          <tr>
            <th scope="col">{say('preview.table')}</th>
            <th scope="col" className={classes.number}>
              {say('preview.created')}
            </th>
            <th scope="col" className={classes.number}>
              {say('preview.updated')}
            </th>
            <th scope="col" className={classes.number}>
              {say('preview.removed')}
            </th>
          </tr>
        </thead>
        <tbody>
          {tables.map(([table, counts]) => (
            <tr key={table}>
              <td>{tableName(table, sayRuns)}</td>
              <td className={classes.number}>
                <Count value={counts.created} />
              </td>
              <td className={classes.number}>
                <Count value={counts.updated} />
              </td>
              <td className={classes.number}>
                <Count value={counts.removed} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MonthsTable({ effect }: { readonly effect: Preview['effect'] }) {
  const say = useWords(words);
  const sayCommon = useWords(common);
  const format = useFormat();
  return (
    <div className={classes.stack}>
      <h3 id="preview-months">{say('preview.months')}</h3>
      {effect.length === 0 ? (
        <p className={classes.soft}>{say('preview.sameMonths')}</p>
      ) : (
        <table className={classes.table} aria-labelledby="preview-months">
          <thead>
            <tr>
              <th scope="col">{sayCommon('month.month')}</th>
              {(['before', 'after', 'difference'] as const).map((key) => (
                <th key={key} scope="col" className={classes.number}>
                  {say(`preview.${key}`)} {key === 'before' && format.currency}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {effect.map(({ month, before, after }) => (
              <tr key={month}>
                <td>{format.month(month)}</td>
                <td className={classes.number}>
                  <MoneyText amount={before} />
                </td>
                <td className={classes.number}>
                  <MoneyText amount={after} />
                </td>
                <td className={classes.number}>
                  <MoneyText amount={after - before} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
