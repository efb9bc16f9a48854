/** Reports, tie-outs, accounts and suppositions, as the contract offers them. */

import { ACCOUNT_PRESETS } from '../../shared/close/accounts.ts';
import { OVERRIDABLE } from '../../shared/close/tie-outs.ts';
import type { reports } from '../../shared/contract/reports.ts';
import { month, monthInWords } from '../../shared/domain/month.ts';
import { fail, ok } from '../../shared/domain/problem.ts';
import { monthFacts } from '../close/month-facts.ts';
import { drill, REPORTS, type ReportName, reportOf } from '../close/reports/all-reports.ts';
import { holderName } from '../close/reports/holder-names.ts';
import { summaryOf } from '../close/reports/journal-summary.ts';
import { nameOf } from '../close/reports/roll-forward.ts';
import type { ReportRow } from '../close/reports/table.ts';
import { whatIf } from '../close/what-if.ts';
import { accountSettings, accountsChosen, presetSettings, saveAccountSettings } from '../ledger/accounts.ts';
import { noteAudit } from '../ledger/audit.ts';
import { clientById, clientNames } from '../ledger/clients.ts';
import { contractById } from '../ledger/contracts.ts';
import { invoiceByKey } from '../ledger/documents.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { addFluxComment, addLedgerBalance, addTieOutOverride } from '../ledger/month-words.ts';
import { postingIds, reportServices } from '../ledger/report-queries-lines.ts';
import type { UseCases } from './app.ts';
import { exclusively } from './exclusively.ts';
import { lampsShown, settleLamps } from './tie-outs.ts';

/** Postings told of one contract behind a figure. */
const POSTINGS = 50;

export const reportUseCases: UseCases<Exclude<keyof typeof reports, 'reports/export'>> = {
  'reports/list': () =>
    ok(
      (Object.keys(REPORTS) as ReportName[]).map((name) => {
        const { title, words, options } = REPORTS[name];
        return { name, title, words, options: [...options] };
      }),
    ),
  'reports/get': ({ ledger }, { report, month: wanted, options, offset, limit }) => {
    const table = reportOf(ledger, report, month(wanted), options);
    const rows = table.rows.slice(offset, offset + limit);
    return ok({ ...table, rows: rowsShown(ledger, report, rows), total: table.rows.length });
  },
  'reports/drill': ({ ledger }, { ref, offset, limit }) => {
    const found = drill(ledger, ref);
    if (!found)
      return fail({
        code: 'UNKNOWN_FIGURE',
        message: 'This figure is not in the report any more.',
        fix: 'Open the report again and choose the figure there.',
      });
    const facts = monthFacts(ledger);
    const parts = found.parts.toSorted(
      (a, b) => Math.abs(b.amountMinor) - Math.abs(a.amountMinor) || (a.id < b.id ? -1 : 1),
    );
    return ok({
      words: found.words,
      amount: parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
      currency: found.currency,
      total: parts.length,
      rows: parts.slice(offset, offset + limit).map(({ id, amountMinor }) => {
        const name = holderName(facts, id);
        const document =
          name.contract === null && name.document === null ? (invoiceByKey(ledger, id)?.id ?? null) : name.document;
        return {
          key: id,
          contract: name.contract,
          document,
          code: document !== null && name.contract === null ? `D-${document}` : name.code,
          client: clientShown(ledger, name),
          service: name.service === null ? null : nameOf(facts, name.service),
          amount: amountMinor,
          currency: found.currency,
          postings:
            name.contract === null ? [] : postingIds(ledger, name.contract, found.month, found.kinds ?? null, POSTINGS),
        };
      }),
    });
  },
  'flux/comment': ({ ledger, clock }, { who, ...comment }) => {
    addFluxComment(ledger, { ...comment, who, at: clock.now().toISOString() });
    return ok({ line: comment.line, comment: comment.comment });
  },
  'tie-outs/list': ({ ledger }, { month: wanted }) => ok(lampsShown(ledger, month(wanted))),
  'tie-outs/check': (app, input) => exclusively(app, () => ok(settleLamps(app, month(input.month), input.who))),
  'tie-outs/override': (app, input) => {
    const { ledger, clock } = app;
    if (!OVERRIDABLE.some((id) => id === input.id)) {
      return fail({
        code: 'NOT_OVERRIDABLE',
        message: `Check ${input.id} is our own arithmetic: nobody can override it.`,
        meaning: 'A difference there is a fault of the figures, not a matter of judgement.',
        fix: 'Open the contracts it names and settle what is wrong with them.',
      });
    }
    if (month(input.month) < ledger.firstOpenMonth()) return fail(closedProblem(input.month));
    return exclusively(app, () => {
      const at = clock.now().toISOString();
      const reason = input.reason.trim();
      addTieOutOverride(ledger, input.month, { tieOut: input.id, reason, who: input.who, at });
      const action = reason === '' ? 'took back an override' : 'overrode a check';
      noteAudit(ledger, {
        at,
        who: input.who,
        action,
        subject: `${input.month} check ${input.id}`,
        detail: { reason },
      });
      return ok(settleLamps(app, month(input.month), input.who));
    });
  },
  'tie-outs/ledger-balance': (app, input) => {
    const { ledger, clock } = app;
    if (month(input.month) < ledger.firstOpenMonth()) return fail(closedProblem(input.month));
    return exclusively(app, () => {
      const at = clock.now().toISOString();
      addLedgerBalance(ledger, input.month, input.amount, input.who, at);
      noteAudit(ledger, {
        at,
        who: input.who,
        action: 'typed the balance of the books',
        subject: input.month,
        detail: { amount: input.amount },
      });
      return ok(settleLamps(app, month(input.month), input.who));
    });
  },
  'accounts/get': ({ ledger }, { month: wanted }) => ok(accountsShown(ledger, wanted)),
  'accounts/save': (app, { who, preset, services, csv, roles, names, ...given }) => {
    const { ledger, clock } = app;
    const unknown = Object.keys(services ?? {}).find((key) => !reportServices(ledger).some((each) => each.key === key));
    if (unknown !== undefined) {
      return fail({
        code: 'UNKNOWN_SERVICE',
        message: `There is no service "${unknown}" in this ledger.`,
        fix: 'Choose one of the services listed.',
      });
    }
    return exclusively(app, () => {
      const before =
        preset === undefined
          ? accountSettings(ledger)
          : { ...accountSettings(ledger), ...presetSettings(preset), services: accountSettings(ledger).services };
      const own = { ...before.services };
      for (const [key, account] of Object.entries(services ?? {})) {
        if (account === null || account.trim() === '') delete own[key];
        else own[key] = account.trim();
      }
      const after = {
        ...before,
        ...given,
        roles: { ...before.roles, ...roles },
        names: { ...before.names, ...names },
        csv: { ...before.csv, ...csv },
        services: own,
      };
      const at = clock.now().toISOString();
      ledger.transaction(() => {
        saveAccountSettings(ledger, after);
        noteAudit(ledger, {
          at,
          who,
          action: 'changed accounts',
          subject: preset ?? 'accounts',
          detail: { preset: preset ?? null },
        });
      });
      return ok(accountsShown(ledger, undefined));
    });
  },
  'contracts/what-if': ({ ledger }, { contract, events }) => {
    const row = contractById(ledger, contract);
    const result = row ? whatIf(ledger, row.client_id, contract, events) : null;
    if (!result)
      return fail({
        code: 'UNKNOWN_CONTRACT',
        message: `There is no contract ${contract}.`,
        fix: 'Choose it from the list of contracts.',
      });
    const { refused: _, ...shown } = result;
    return ok(shown);
  },
};

/** Reports that are worked through client by client; the journal keeps to codes. */
const WITH_NAMES: ReadonlySet<ReportName> = new Set(['ageing', 'changes', 'waterfall']);

/** Rows as the screen shows them: by name where people are worked through. */
export function rowsShown(ledger: Ledger, report: ReportName, rows: readonly ReportRow[]): ReportRow[] {
  if (!WITH_NAMES.has(report)) return [...rows];
  const names = clientNames(
    ledger,
    rows.map(({ cells }) => cells.client).filter((code) => typeof code === 'string'),
  );
  return rows.map((row) => {
    const name = names.get(String(row.cells.client ?? ''));
    return name === undefined ? row : { ...row, cells: { ...row.cells, client: name } };
  });
}

/** On a screen people go by name; the workbook keeps to codes. */
function clientShown(ledger: Ledger, { contract, client }: { contract: number | null; client: string | null }) {
  const row = contract === null ? null : contractById(ledger, contract);
  return (row && clientById(ledger, row.client_id)?.name) ?? client;
}

function closedProblem(wanted: string) {
  return {
    code: 'PERIOD_LOCKED',
    message: `${monthInWords(month(wanted))} is closed.`,
    meaning: 'What was signed stays as it was signed.',
    fix: 'Open the month again first, with a reason.',
  };
}

function accountsShown(ledger: Ledger, wanted: string | undefined) {
  const { services, ...settings } = accountSettings(ledger);
  const at = wanted === undefined ? ledger.firstOpenMonth() : month(wanted);
  return {
    ...settings,
    roles: { ...settings.roles },
    chosen: accountsChosen(ledger),
    services: reportServices(ledger).map(({ key, name, accountNumber }) => ({
      key,
      name,
      account: services[key] ?? null,
      proposed: accountNumber,
    })),
    presets: ACCOUNT_PRESETS.map(({ id, title }) => ({ id, title })),
    missing: summaryOf(ledger, at, {}).missing.map(({ role, service }) => ({ role, service })),
  };
}
