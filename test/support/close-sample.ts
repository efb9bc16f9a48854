/** A close as plain data, made of the contracts of the close vectors, with names from outside that try to be formulas. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { scheduled, vectorContract } from '../../scripts/close-vectors/contracts.ts';
import { parseBlocks, rollForwardInput } from '../../scripts/close-vectors/vector-file.ts';
import { ACCOUNT_PRESETS } from '../../shared/close/accounts.ts';
import type { CloseData, DocumentRow } from '../../shared/close/close-data.ts';
import { type DetailHolder, detailRows } from '../../shared/close/detail-rows.ts';
import { journal } from '../../shared/close/journal.ts';
import { rollRows } from '../../shared/close/roll-forward.ts';
import { waterfall } from '../../shared/close/waterfall.ts';
import { civilDate } from '../../shared/domain/civil-date.ts';
import { currency } from '../../shared/domain/money.ts';
import { addMonths, type Month, monthOf, month as monthOfText } from '../../shared/domain/month.ts';

const EUR = currency('EUR');
const [FIRST_PRESET] = ACCOUNT_PRESETS;

/** What a spreadsheet might take for a formula, as names of things. */
export const HOSTILE = [
  '=1+1',
  '+34 600 000 000',
  '-5',
  '@user',
  '\t=1',
  '=HYPERLINK("http://x";"y")',
  '＝1+1',
  ' =2+2',
  'a\u0000b\r\nc & <d> "e"',
  "=cmd|' /C calc'!A0",
];

/** The five contracts of the roll-forward block at the end of a month. Their services carry hostile names. */
export function vectorClose(at = '2025-03'): CloseData {
  const content = readFileSync(fileURLToPath(new URL('../vectors/close.json', import.meta.url)), 'utf8');
  const blocks = parseBlocks(content);
  if (typeof blocks === 'string' || !FIRST_PRESET) throw new Error('The close vectors cannot be read');
  const input = rollForwardInput.parse(blocks.rollForward?.input);
  const month = monthOfText(at);
  const months = input.months.filter((each) => each <= month);
  const contracts = input.contracts.map((contract) => vectorContract(contract, input.perContractRecognition));
  const named = new Map(
    [...new Set(contracts.map(({ lines }) => lines.account))].map((account, index) => [account, HOSTILE[index] ?? '']),
  );
  const fall = waterfall(
    contracts.map((contract) => scheduled(contract, month)),
    month,
  );
  const holders = contracts.map(({ lines }, index): DetailHolder => {
    const own = { ...lines, service: named.get(lines.account) ?? null, client: HOSTILE[index] ?? null };
    return {
      ref: `C-${index + 1}`,
      clientName: HOSTILE[index + 4] ?? null,
      lines: own,
      functional: own,
      waterfall: fall.rows[index] ?? null,
      standing: { suspendedMinor: 0, onHoldMinor: 0, refundsOwedMinor: 0, unpaidMinor: 0 },
    };
  });
  const ahead = Array.from({ length: 12 }, (_, index) => addMonths(month, index + 1));
  const rows = rollRows(
    holders.map(({ lines }) => lines),
    months,
  );
  const booked = journal({ month, style: 'balance_first', level: 'detail', rows, accounts: FIRST_PRESET });
  return {
    head: {
      company: '=Escuela & "Lumen"',
      currency: EUR,
      timeZone: 'Europe/Madrid',
      month,
      instants: '',
      state: 'calculated',
      version: null,
      preparedBy: { who: 'ana', at: '2025-04-03T08:00:00.000Z' },
      reviewedBy: { who: 'ana', at: '2025-04-03T09:00:00.000Z' },
      run: '41',
      mark: 'vectors',
    },
    policies: [{ title: 'Pauses', words: 'After a pause with a known return the days left move out.' }],
    gate: { state: 'READY', balanceAtRisk: 0, monthAtRisk: 0, materiality: 826, coverage: 1 },
    lamps: [],
    openIssues: { count: 1, atRiskMinor: 12_345 },
    ledgerBalanceMinor: null,
    months,
    detail: () => detailRows(holders, months, ahead),
    documents: contracts.flatMap(({ lines }, index) => documentsOf(lines, month, `C-${index + 1}`)),
    journalStyle: 'balance_first',
    journal: booked.entries.flatMap((entry) =>
      entry.lines.map((line) => ({
        ref: line.contractId ?? `E-${entry.entryNo}`,
        entryNo: entry.entryNo,
        lineNo: line.lineNo,
        date: entry.date,
        account: line.account,
        accountName: line.accountName,
        revenue: line.role === 'revenue' || line.role === 'priorPeriod' || line.role === 'breakage',
        debitMinor: line.debitMinor,
        creditMinor: line.creditMinor,
        currency: entry.currency,
        functionalDebitMinor: line.functionalDebitMinor,
        functionalCreditMinor: line.functionalCreditMinor,
        service: line.service,
        contract: line.contractId,
        client: line.client,
        memo: line.memo,
      })),
    ),
    ageing: HOSTILE.map((name, index) => ({
      ref: `D-${index + 1}`,
      number: name,
      client: name,
      currency: EUR,
      due: civilDate('2025-03-31'),
      dueByTerms: index % 2 === 0,
      daysPastDue: index,
      bucket: index === 0 ? 'current' : '1-30',
      openMinor: 100 * index - 250,
    })),
    reconciliation: [],
    receivables: [],
    exceptions: HOSTILE.map((name, index) => ({
      ref: `I-${index + 1}`,
      code: 'DROP_UNDECIDED',
      title: name,
      message: name,
      fix: name,
      severity: 'medium',
      status: 'pending',
      atRiskMinor: 100 * index,
      monthAtRiskMinor: 0,
      owner: null,
      decision: '',
      reason: name,
    })),
    changes: [],
    changesSince: 'nothing was exported before',
    sources: [],
    rates: [],
    mappingsVersion: 'none',
    services: [],
  };
}

function documentsOf(
  { billed }: ReturnType<typeof vectorContract>['lines'],
  month: Month,
  contract: string,
): DocumentRow[] {
  return billed
    .filter(({ countedIn }) => countedIn === month)
    .map((entry, index) => ({
      ref: `D-${index + 1}`,
      key: `holded:${entry.documentId}`,
      number: entry.documentId,
      kind: entry.kind,
      date: entry.date,
      countedIn: entry.countedIn,
      state: 'counted',
      reason: monthOf(entry.date) < month ? 'dated in a closed month' : '',
      contracts: contract,
      client: null,
      service: '',
      currency: EUR,
      netMinor: entry.netMinor,
      vatMinor: 0,
      grossMinor: entry.netMinor,
      countedMinor: entry.netMinor,
      functionalCountedMinor: entry.netMinor,
    }));
}
