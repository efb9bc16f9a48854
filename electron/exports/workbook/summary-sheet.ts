/**
 * The summary: one printed page with the figures, the ten control totals worked out live beside what the app found, and the
 * policies. The places it points at come after it in the file, so they are named or computed before.
 */
import { firstDay, lastDay, monthInWords } from '../../../shared/domain/month.ts';
import type { MoveColumn } from './detail-columns.ts';
import { checkReference, rollReference } from './figure-refs.ts';
import { coloursOf } from './roll-forward-sheet.ts';
import { amount, type Ground, serial, signaturesInWords, writeHead } from './sheet-ground.ts';
import { detailSumNow, liveChecks } from './summary-checks.ts';
import type { CellStyle, CellValue, Formula, SheetWriter, WordColour } from './workbook-port.ts';

export const SUMMARY_SHEET = 'Summary';
const SHEET = `'${SUMMARY_SHEET}'`;
/** Issues named on the page; all of them have a sheet of their own. */
const MOST_ISSUES = 5;

const STATE_WORDS = {
  ties: 'ties',
  differs: 'differs',
  not_stated: 'not typed yet',
  overridden: 'overridden',
} as const;

/** Writes the sheet and names its cells. `contents`: the sheets that follow. */
export function writeSummary(ground: Ground, contents: readonly string[]): void {
  const { data, base, book } = ground;
  const { head, gate } = data;
  const sheet = book.sheet({
    name: SUMMARY_SHEET,
    columns: [
      { width: 8, style: 'text' },
      { width: 58, style: 'text' },
      { width: 18, style: 'money' },
      { width: 11, style: 'check' },
      { width: 18, style: 'money' },
      { width: 34, style: 'wrapped' },
      { width: 24, style: 'text' },
    ],
    frozen: { rows: 5, columns: 0 },
    locked: true,
  });
  const colours: WordColour[] = [];
  writeHead(ground, sheet, `Close of ${monthInWords(head.month)}`, 'the month on one page');
  const line = (
    label: string,
    value: CellValue,
    style: CellStyle,
    note: string | null = null,
    ref: string | null = null,
  ): number => {
    sheet.row([null, label, value, null, null, note, ref], ['text', 'text', style, 'text', 'text', 'wrapped', 'text']);
    return sheet.rows;
  };
  const named = (name: string, row: number) => book.name(name, `${SHEET}!$C$${row}`);
  const figure = (label: string, formula: Formula, column: MoveColumn) =>
    line(label, formula, 'money', null, rollReference(ground, column, {}));

  heading(sheet, 'The month');
  named('Period_Start', line('First day', serial(firstDay(head.month)), 'date'));
  named('Period_End', line('Last day', serial(lastDay(head.month)), 'date'));
  named('Run_Id', line('Run', head.run, 'text'));
  line('State', head.state, 'text');
  line('Signed', signaturesInWords(data), 'text');
  sheet.row([]);

  heading(sheet, `Figures, ${base}`);
  const balance = (label: string, name: 'RF_Opening' | 'RF_Closing', column: 'Opening' | 'Deferred') =>
    figure(label, { formula: name, value: detailSumNow(ground, column).value }, column);
  balance('Opening deferred revenue', 'RF_Opening', 'Opening');
  for (const [label, column] of [
    ['Billings', 'Billings'],
    ['Credit notes', 'Credit notes'],
    ['Revenue: service of the month', 'Service revenue'],
    ['Revenue: prior-period adjustments', 'Prior period'],
    ['Breakage', 'Breakage'],
  ] as const)
    figure(label, detailSumNow(ground, column), column);
  balance('Closing deferred revenue', 'RF_Closing', 'Deferred');
  figure('Contract asset', detailSumNow(ground, 'Contract asset'), 'Contract asset');
  named(
    'Materiality',
    line('Materiality', amount(gate.materiality, base), 'money', 'money at risk below this needs no review'),
  );
  line('Money at risk', amount(gate.balanceAtRisk, base), 'money', `in ${data.openIssues.count} open issues`);
  line('Of it in the month', amount(gate.monthAtRisk, base), 'money', GATE_WORDS[gate.state]);
  line('Certain', gate.coverage, 'percent', 'of closing deferred revenue');
  named(
    'Ledger_Balance',
    line(
      'Balance in the books',
      data.ledgerBalanceMinor === null ? null : amount(data.ledgerBalanceMinor, base),
      'moneyInput',
      'yours to fill in: the deferred account, as the books show it',
    ),
  );
  sheet.row([]);

  sheet.row(['No', 'Control total', 'Here', 'Here', 'In the app', 'In the app', 'Ref'], 'head');
  const checks = liveChecks(ground);
  const first = sheet.rows + 1;
  for (const { id, words } of checks.lamps) {
    const row = sheet.rows + 1;
    const live = checks.of(id, `C${row}`);
    const all = data.lamps.filter((lamp) => lamp.id === id);
    const own = all.filter((lamp) => lamp.currency === base || all.length === 1);
    const off = own.reduce((sum, lamp) => sum + Math.abs(lamp.differenceMinor), 0);
    const unit = own[0]?.unit ?? 'money';
    const said = own.map(({ state, override }) =>
      override ? `overridden by ${override.by}: ${override.reason}` : STATE_WORDS[state],
    );
    sheet.row(
      [
        id,
        words,
        live?.difference ?? null,
        live?.verdict ?? null,
        unit === 'money' ? amount(off, base) : off,
        [...new Set(said)].join('; ') || null,
        checkReference(ground, id),
      ],
      [
        'int',
        'text',
        unit === 'money' ? 'money' : 'int',
        'check',
        unit === 'money' ? 'money' : 'int',
        'wrapped',
        'text',
      ],
    );
    // The sheet works the checks out in the company's currency; what the app found in the others stands below.
    for (const lamp of all.filter((each) => !own.includes(each)))
      sheet.row(
        [
          id,
          `${words} (${lamp.currency})`,
          null,
          null,
          amount(lamp.differenceMinor, lamp.currency),
          `${lamp.currency}: ${STATE_WORDS[lamp.state]}`,
          checkReference(ground, id),
        ],
        ['int', 'text', 'money', 'check', 'money', 'wrapped', 'text'],
      );
  }
  const last = sheet.rows;
  sheet.row(
    [
      null,
      'All of them',
      null,
      { formula: `IF(COUNTIF(D${first}:D${last},"CHECK")=0,"OK","CHECK")`, value: checks.all },
      null,
      null,
    ],
    ['textTotal', 'textTotal', 'textTotal', 'check', 'textTotal', 'textTotal'],
  );
  book.name('Tie_All', `${SHEET}!$D$${sheet.rows}`);
  colours.push(...coloursOf(`D${first}:D${sheet.rows}`));
  sheet.row([]);

  heading(sheet, 'Open issues, most money first');
  const open = data.exceptions.filter(({ status }) => status === 'open');
  for (const { title, atRiskMinor, ref } of open
    .toSorted((a, b) => b.atRiskMinor - a.atRiskMinor)
    .slice(0, MOST_ISSUES))
    line(title, amount(atRiskMinor, base), 'money', null, ref);
  if (open.length === 0) line('none', null, 'text');
  if (open.length > MOST_ISSUES) line(`and ${open.length - MOST_ISSUES} more, see Exceptions`, null, 'text');
  sheet.row([]);
  heading(sheet, 'Policies');
  for (const { title, words } of data.policies) sheet.row([null, title, words], ['text', 'wrapped', 'subtle']);
  sheet.row([]);
  heading(sheet, 'Reviewer');
  line('Initials', null, 'input');
  line('Comment', null, 'input');
  sheet.row([]);
  heading(sheet, 'Sheets');
  const links = contents.map((name) => {
    line(name, null, 'text');
    return { cell: `B${sheet.rows}`, to: `'${name}'!A1` };
  });
  sheet.end({ colours, links });
  ground.written.push({ sheet: SUMMARY_SHEET, rows: sheet.rows, sum: null, of: '' });
}

const GATE_WORDS = {
  READY: 'it can be closed',
  REVIEW: 'to be looked at: above materiality',
  BLOCKED: 'open issues stop the month',
} as const;

function heading(sheet: SheetWriter, title: string): void {
  sheet.row([title, null, null, null, null, null, null], 'head');
}
