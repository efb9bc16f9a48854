/** The late changes since the figures were handed out last: what, why, from where, and its money before and now. */
import type { ChangeRow } from '../../../shared/close/close-data.ts';
import { minorToText } from '../../../shared/domain/money.ts';
import { moneyColumn, textColumn, writeList } from './list-sheet.ts';
import { amount, type Ground, monthSerial } from './sheet-ground.ts';
import { detailSumNow } from './summary-checks.ts';
import type { SheetWriter } from './workbook-port.ts';

export async function writeChanges(ground: Ground): Promise<void> {
  const difference = ({ beforeMinor, afterMinor }: ChangeRow) =>
    beforeMinor === null || afterMinor === null ? null : afterMinor - beforeMinor;
  const money = (title: string, minor: (row: ChangeRow) => number | null) =>
    moneyColumn<ChangeRow>(title, (row) => {
      const found = minor(row);
      return found === null ? null : [found, row.currency];
    });
  await writeList<ChangeRow>(ground, {
    name: 'Changes',
    title: 'Changes',
    purpose: ground.data.changesSince,
    table: 'tblChanges',
    rows: ground.data.changes,
    // Revenue, documents and decisions stand in one list: a sum over all of them would be of nothing.
    unsummed: true,
    columns: [
      textColumn('Ref', 15, ({ ref }) => ref),
      textColumn('Kind', 13, ({ kind }) => kind),
      textColumn('Month', 12, ({ month }) => (month === null ? null : monthSerial(month)), 'month'),
      textColumn('What changed', 44, ({ what }) => what, 'wrapped'),
      textColumn('Why', 50, ({ why }) => (why === '' ? null : why), 'wrapped'),
      textColumn('Client', 12, ({ client }) => client),
      textColumn('Service', 26, ({ service }) => service),
      textColumn('Currency', 9, ({ currency, beforeMinor }) => (beforeMinor === null ? null : currency)),
      money('Before', ({ beforeMinor }) => beforeMinor),
      money('Now', ({ afterMinor }) => afterMinor),
      money('Difference', difference),
      textColumn('Run', 12, ({ run }) => run),
      textColumn('When (UTC)', 20, ({ at }) => at.slice(0, 16).replace('T', ' ')),
    ],
    below: (sheet) => writeLateShare(ground, sheet),
  });
}

/** How heavy what came late is, and of which financial years it is: for who judges whether a closed month must be restated. */
function writeLateShare(ground: Ground, sheet: SheetWriter): void {
  const { base, data } = ground;
  const { month } = data.head;
  sheet.row([]);
  sheet.row(['Late revenue and the month'], 'title');
  sheet.row(['Taken into the month from closed ones', null, null, null, detailSumNow(ground, 'Prior period')], LINE);
  sheet.row(['Revenue of the month, all of it', null, null, null, detailSumNow(ground, 'Recognised')], LINE);
  const late = ground.sums.sum('Prior period', { month, currency: base });
  const all = ground.sums.sum('Recognised', { month, currency: base });
  const at = sheet.rows;
  sheet.row(
    [
      'Share',
      null,
      null,
      null,
      {
        formula: `IF(E${at}=0,0,ABS(E${at - 1}/E${at}))`,
        value: all === 0 ? 0 : Math.abs(amount(late, base) / amount(all, base)),
      },
    ],
    ['text', 'text', 'text', 'text', 'percent'],
  );
  const years = new Map<string, number>();
  for (const row of data.changes) {
    if (row.kind !== 'late revenue' || row.month === null || row.currency !== base) continue;
    const year = row.month.slice(0, 4);
    years.set(year, (years.get(year) ?? 0) + (row.afterMinor ?? 0) - (row.beforeMinor ?? 0));
  }
  for (const [year, minor] of [...years].sort())
    sheet.row(
      [
        year < month.slice(0, 4)
          ? `Of it, belonging to the financial year ${year}: it crosses a year, so ask how it is posted and taxed`
          : `Of it, belonging to ${year}`,
        null,
        null,
        null,
        amount(minor, base),
      ],
      LINE,
    );
  const kept = data.gate.materiality;
  sheet.row(
    [
      Math.abs(late) > kept
        ? `It is above materiality (${minorToText(kept, base)} ${base}): consider opening the month again and restating it.`
        : `It is below materiality (${minorToText(kept, base)} ${base}): closed months stay as they are.`,
    ],
    'subtle',
  );
}

const LINE = ['text', 'text', 'text', 'text', 'money'] as const;
