/** Where the figures come from: what an auditor asks of any report. The last sheet, so that it can tell of all the others. */
import { createHash } from 'node:crypto';
import { currencyDigits, minorToText } from '../../../shared/domain/money.ts';
import { firstDay, lastDay, monthInWords } from '../../../shared/domain/month.ts';
import { checkReference } from './figure-refs.ts';
import { amount, type Ground, serial, signaturesInWords, writeHead } from './sheet-ground.ts';
import type { CellStyle, CellValue } from './workbook-port.ts';

/** Writes the sheet. `createdAt` is the one clock in it and is no part of the dataset. */
export function writeRunLog(ground: Ground, datasetHash: string, createdAt: string, who: string): void {
  const { data, base } = ground;
  const { head } = data;
  const sheet = ground.book.sheet({
    name: 'Run log',
    columns: [
      { width: 24, style: 'text' },
      { width: 30, style: 'text' },
      { width: 22, style: 'text' },
      ...Array.from({ length: 14 }, () => ({ width: 18, style: 'text' as const })),
    ],
    frozen: { rows: 5, columns: 0 },
    locked: true,
  });
  writeHead(ground, sheet, 'Run log', 'where the figures come from');
  const fact = (label: string, value: CellValue, style: CellStyle = 'text') =>
    sheet.row([label, value], ['text', style]);
  const table = (
    title: string,
    heads: readonly string[],
    rows: readonly (readonly CellValue[])[],
    styles: readonly CellStyle[] = [],
  ) => {
    sheet.row([]);
    sheet.row([title], 'title');
    sheet.row(heads, 'head');
    for (const row of rows) sheet.row(row, styles);
    if (rows.length === 0) sheet.row(['none'], 'subtle');
  };

  fact('Company', head.company);
  fact('Month', monthInWords(head.month));
  fact('Range', `${firstDay(head.month)} to ${lastDay(head.month)}, days of ${head.timeZone}`);
  fact('', `as instants ${head.instants}`);
  fact('State', head.state);
  fact('Version of the close', head.version);
  fact('Signed', signaturesInWords(data));
  for (const [label, signature] of [
    ['Prepared', head.preparedBy],
    ['Reviewed', head.reviewedBy],
  ] as const)
    if (signature) fact(label, `${signature.who}, ${signature.at} (UTC; books in ${head.timeZone})`);
  fact('Run', head.run);
  fact('Written', `${who === '' ? '' : `${who}, `}${createdAt} (UTC; books in ${head.timeZone})`);
  fact('Monthend', ground.appVersion);
  fact('Hash of the dataset', datasetHash);
  fact(
    '',
    'SHA-256 of what the sheets say, without clock, run or references: the same data and policies give the same.',
  );
  fact('Mappings', data.mappingsVersion);
  fact('Policies', `${data.policies.length} sentences, ${policyVersion(data.policies)}`);
  fact('', 'The file has a hash of its own, shown in the app and in the manifest of its package.');
  fact('Detail', ground.byYear ? 'split into a sheet a year: more rows than one sheet holds' : 'one sheet');

  table(
    'Sources',
    [
      'Run',
      'System',
      'Account',
      'List',
      'Days asked for',
      'As instants (UTC)',
      'Filters',
      'Started (UTC)',
      'Finished (UTC)',
      'Pages',
      'Received',
      'Counted',
      'Held',
      'Excluded',
      `Net ${base}`,
      'Newest change seen',
      'SHA-256 over id|amount|date|status',
    ],
    data.sources.map((source) => [
      source.ref,
      source.system,
      source.account,
      source.list,
      source.range,
      source.instants,
      source.filters,
      source.started,
      source.finished,
      source.pages,
      source.received,
      source.counted,
      source.held,
      source.excluded,
      source.netMinor === null ? null : amount(source.netMinor, base),
      source.newest,
      source.sha256,
    ]),
    [
      ...Array.from({ length: 9 }, (): CellStyle => 'text'),
      ...Array.from({ length: 5 }, (): CellStyle => 'int'),
      'money',
      'text',
      'text',
    ],
  );
  table(
    'Policies',
    ['Policy', 'What is done'],
    data.policies.map(({ title, words }) => [title, words]),
  );
  table(
    'Control totals',
    ['Ref', 'What', 'Left', 'Right', 'Difference', 'Currency', 'State', 'Overridden by', 'Reason'],
    data.lamps.map((lamp) => {
      const value = (minor: number) => (lamp.unit === 'money' ? minorToText(minor, lamp.currency) : String(minor));
      return [
        checkReference(ground, lamp.id),
        `${lamp.id}. ${lamp.words}`,
        value(lamp.leftMinor),
        value(lamp.rightMinor),
        value(lamp.differenceMinor),
        lamp.unit === 'money' ? lamp.currency : 'documents',
        lamp.state,
        lamp.override?.by ?? null,
        lamp.override?.reason ?? null,
      ];
    }),
  );
  table(
    'Exchange rates',
    ['Currency', 'Date', `In ${base}`, 'Source'],
    data.rates.map(({ currency, date, rate, source }) => [currency, serial(date), rate, source]),
    ['text', 'date', 'text', 'text'],
  );
  table(
    'Sheets',
    ['Sheet', 'Sum of', 'Rows', 'Sum'],
    ground.written.map(({ sheet: name, rows, sum, of }) => [
      name,
      of,
      rows,
      sum === null ? null : sum / 10 ** currencyDigits(base),
    ]),
    ['text', 'text', 'int', 'money'],
  );
  sheet.end();
}

/** Changes with any sentence of the policies. */
function policyVersion(policies: Ground['data']['policies']): string {
  const text = policies.map(({ title, words }) => `${title}: ${words}`).join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
