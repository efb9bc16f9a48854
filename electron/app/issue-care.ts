/** Handing issues to people and putting them aside. Neither is a decision: no figure moves, and a run may go on meanwhile. */
import type { triage } from '../../shared/contract/triage.ts';
import { type CivilDate, civilDate } from '../../shared/domain/civil-date.ts';
import { fail, ok, type Result } from '../../shared/domain/problem.ts';
import { type CareFilter, isAsleep, noteCare } from '../ledger/issue-care.ts';
import { issuesById } from '../ledger/issue-lists.ts';
import type { ListedIssue } from '../ledger/issues.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { operators } from '../ledger/operators.ts';
import { todayIn } from '../platform/time-zone.ts';
import type { App, UseCases } from './app.ts';

/** Today where the books are kept: what is put aside comes back on a day of the company's calendar. */
export function booksToday({ ledger, clock }: Pick<App, 'ledger' | 'clock'>): CivilDate {
  return todayIn(ledger.company.time_zone, clock.now());
}

/** A filter of the contract as the ledger is asked: what sleeps depends on the day. */
export function caredFor<F extends { readonly snoozed?: 'hide' | 'only' }>(
  app: Pick<App, 'ledger' | 'clock'>,
  { snoozed, ...filter }: F,
): Omit<F, 'snoozed'> & Pick<CareFilter, 'snoozed'> {
  return snoozed === undefined ? filter : { ...filter, snoozed: { show: snoozed, today: booksToday(app) } };
}

/** Who looks after an issue and until when it is put aside, for whoever is shown it. */
export function careView(row: ListedIssue, today: CivilDate) {
  const { owner_id: id, owner: name, snoozed_until: until, snooze_who: who, snooze_at: at } = row;
  return {
    owner: id === null || name === null ? null : { id, name },
    snooze:
      row.status !== 'pending' || until === null || who === null || at === null
        ? null
        : { until, reason: row.snooze_reason ?? '', who, at, asleep: isAsleep(row, today), due: until <= today },
  };
}

export const issueCareUseCases: UseCases<Extract<keyof typeof triage, 'issues/assign' | 'issues/snooze'>> = {
  'issues/assign': ({ ledger, clock }, { ids, operator, who }) => {
    const rows = issuesOf(ledger, ids);
    if (!rows.ok) return rows;
    const person = operator === null ? null : operators(ledger).find(({ id }) => id === operator);
    if (person === undefined || person?.active === false) {
      return fail({
        code: 'OPERATOR_UNKNOWN',
        message: person === undefined ? 'Nobody of that name works here.' : `${person.name} no longer works here.`,
        meaning: 'No issue was handed over.',
        fix: 'Choose one of the people who work here; they are listed in the settings of the company.',
      });
    }
    const changed = rows.value.filter(({ owner_id }) => owner_id !== operator);
    const at = clock.now().toISOString();
    ledger.transaction(() => noteCare(ledger, changed, { act: 'assigned', at, who, operatorId: operator }));
    return ok({ changed: changed.length });
  },
  'issues/snooze': (app, { ids, until, reason, who }) => {
    const { ledger, clock } = app;
    const rows = issuesOf(ledger, ids);
    if (!rows.ok) return rows;
    const at = clock.now().toISOString();
    const today = booksToday(app);
    if (until === null) {
      const aside = rows.value.filter(({ snoozed_until }) => snoozed_until !== null);
      ledger.transaction(() => noteCare(ledger, aside, { act: 'woken', at, who }));
      return ok({ changed: aside.length });
    }
    const day = civilDate(until);
    const why = reason.trim();
    const settled = rows.value.find(({ status }) => status !== 'pending');
    if (settled) {
      return fail({
        code: 'ISSUE_NOT_OPEN',
        message: `Issue ${settled.id} is ${settled.status}: only what is open can be put aside.`,
        meaning: 'No issue was put aside.',
        fix: 'Leave it out of the selection, or open it again first.',
      });
    }
    if (day <= today) {
      return fail({
        code: 'SNOOZE_PAST',
        message: 'An issue is put aside until a day to come.',
        meaning: 'No issue was put aside.',
        fix: 'Choose tomorrow or a later day.',
      });
    }
    if (why === '') {
      return fail({
        code: 'REASON_MISSING',
        message: 'An issue is put aside for a reason.',
        meaning: 'No issue was put aside.',
        fix: 'Say in a few words what is waited for: whoever looks at the issue next reads it.',
      });
    }
    const changed = rows.value.filter(
      (row) => !isAsleep(row, today) || row.snoozed_until !== day || row.snooze_reason !== why,
    );
    ledger.transaction(() => noteCare(ledger, changed, { act: 'snoozed', at, who, until: day, reason: why }));
    return ok({ changed: changed.length });
  },
};

/** All of them, or the one that there is not. */
function issuesOf(ledger: Ledger, ids: readonly number[]): Result<ListedIssue[]> {
  const asked = [...new Set(ids)];
  const rows = issuesById(ledger, asked);
  if (rows.length === asked.length) return ok(rows);
  const known = new Set(rows.map(({ id }) => id));
  return unknownIssue(asked.find((id) => !known.has(id)) ?? 0);
}

/** That there is no such issue. */
export function unknownIssue(id: number) {
  return fail({
    code: 'UNKNOWN_ISSUE',
    message: `There is no issue ${id}.`,
    fix: 'Choose one from the list of issues.',
  });
}
