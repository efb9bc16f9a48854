/** Choosing policies: what a choice would change is shown before it is made, and it counts from the first open month. */
import type { OutputOf } from '../../shared/contract/index.ts';
import { type Month, monthInWords } from '../../shared/domain/month.ts';
import { fail, ok, type Result } from '../../shared/domain/problem.ts';
import { FIXED_POLICIES, POLICY_INFO, policySentence } from '../close/policy-words.ts';
import { activeDecisions, type Decision } from '../ledger/decisions.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { POLICY_DECISION, POLICY_KEYS, type PolicyKey, parsePolicySubject, policySubject } from '../ledger/policies.ts';
import { allServices } from '../ledger/services.ts';
import type { App, UseCases } from './app.ts';
import { checkedDecision, decide, rehearse } from './decisions.ts';
import { exclusively } from './exclusively.ts';

type Channels = 'policies/list' | 'policies/preview' | 'policies/save';
type Listed = OutputOf<'policies/list'>['policies'][number];
type Chosen = Listed['company'];
type Value = Chosen['value'];

interface Choice {
  readonly key: string;
  readonly service: string | null;
  readonly value: Value | null;
}

export const policyUseCases: UseCases<Channels> = {
  'policies/list': ({ ledger }) => {
    const services = allServices(ledger).map(({ key, name }) => ({ key, name }));
    return ok({
      from: ledger.firstOpenMonth(),
      services,
      policies: policiesOf(ledger, services),
      fixed: FIXED_POLICIES.map((each) => ({ ...each })),
    });
  },
  'policies/preview': (app, choice) => {
    const checked = checkedChoice(app, choice, 'preview');
    if (!checked.ok) return checked;
    const { draft, key, value } = checked.value;
    return exclusively(app, () => {
      const { effect } = rehearse(app, () => decide(app, draft, '', 'preview'));
      return ok({
        sentence: policySentence(key, value),
        from: app.ledger.firstOpenMonth(),
        months: effect.months,
        clears: effect.clears,
        raises: effect.raises,
        notes: notesOn(key, value, app.ledger),
      });
    });
  },
  'policies/save': (app, { who, reason, approver, ...choice }) => {
    const checked = checkedChoice(app, choice, approver ?? who);
    if (!checked.ok) return checked;
    const { draft, key, value } = checked.value;
    if (key === 'releaseWithoutAsking' && value === true && reason.trim() === '') {
      return fail({
        code: 'REASON_MISSING',
        message: 'Money of students who left is released without asking only on a legal basis.',
        meaning: 'Nothing was changed.',
        fix: 'Name the basis, such as the clause of the contract: it is printed with every close.',
      });
    }
    return exclusively(app, () =>
      ok(
        app.ledger.transaction(() => {
          const made = decide(app, draft, reason.trim(), who);
          return {
            decision: made.decision.id,
            run: made.run,
            from: app.ledger.firstOpenMonth(),
            months: made.effect.months,
          };
        }),
      ),
    );
  },
};

/** Every policy with what holds, as the list and the policy sheet of a close have it. */
export function policiesOf(ledger: Ledger, services: readonly { key: string; name: string }[]): Listed[] {
  const inForce = new Map<string, Decision>();
  for (const decision of activeDecisions(ledger))
    if (decision.kind === 'policy') inForce.set(decision.subject, decision);
  const names = new Map(services.map(({ key, name }) => [key, name]));
  return POLICY_KEYS.map((key) => {
    const info = POLICY_INFO[key];
    const exceptions = [...inForce.values()].flatMap((decision) => {
      const subject = parsePolicySubject(decision.subject);
      const chosen = subject?.key === key && subject.service !== null ? chosenBy(key, decision) : null;
      return chosen === null || subject?.service == null
        ? []
        : [{ ...chosen, service: subject.service, name: names.get(subject.service) ?? subject.service }];
    });
    const own = inForce.get(policySubject({ key, service: null }));
    return {
      key,
      title: info.title,
      company: (own ? chosenBy(key, own) : null) ?? neverChosen(key),
      byService: exceptions.sort((a, b) => (a.service < b.service ? -1 : 1)),
      options: info.options?.map((value) => ({ value, words: policySentence(key, value) })) ?? null,
      limits: info.limits,
      perService: key !== 'transferWindowDays',
      needsLegalBasis: key === 'releaseWithoutAsking',
    };
  });
}

function chosenBy(key: PolicyKey, decision: Decision): Chosen | null {
  const { value, from, approver } = POLICY_DECISION.parse(decision.value);
  if (value === null) return null;
  return {
    value,
    sentence: policySentence(key, value),
    since: from,
    approver,
    chosenBy: decision.who,
    chosenAt: decision.decidedAt,
    reason: decision.reason === '' ? null : decision.reason,
    decision: decision.id,
  };
}

function neverChosen(key: PolicyKey): Chosen {
  const { standard: value } = POLICY_INFO[key];
  const nobody = { since: null, approver: null, chosenBy: null, chosenAt: null, reason: null, decision: null };
  return { value, sentence: policySentence(key, value), ...nobody };
}

/** The choice as a decision, and the value that would hold then. */
function checkedChoice(app: App, { key: name, service, value }: Choice, approver: string) {
  const { ledger } = app;
  const key = POLICY_KEYS.find((each) => each === name);
  const subject = key === undefined ? name : policySubject({ key, service });
  const draft = checkedDecision(app, {
    kind: 'policy',
    subject,
    value: { value, from: ledger.firstOpenMonth(), approver },
  });
  if (!draft.ok) return draft;
  if (key === undefined) throw new Error(`${name} went through without being a policy`);
  const listed = policiesOf(ledger, []).find((each) => each.key === key);
  const general = service === null ? POLICY_INFO[key].standard : (listed?.company.value ?? POLICY_INFO[key].standard);
  const before =
    service === null
      ? listed?.company.value
      : (listed?.byService.find((each) => each.service === service)?.value ?? general);
  const after = value ?? general;
  if (before === after) return unchanged();
  return ok({ draft: draft.value, key, value: after });
}

function unchanged(): Result<never> {
  return fail({
    code: 'NOTHING_TO_CHANGE',
    message: 'That is what holds already.',
    meaning: 'Nothing was changed.',
    fix: 'Choose another value, or leave it as it is.',
  });
}

function notesOn(key: PolicyKey, value: Value, ledger: Ledger): string[] {
  const open = ledger.firstOpenMonth();
  const notes = [closedNote(ledger.lockedThrough(), open)];
  if (key === 'method') {
    notes.push('Running contracts are spread anew from their first day; a method is chosen once and kept.');
    if (value === 'full_months') notes.push('Revenue comes earlier than service is given.');
    if (value === 'point_in_time') notes.push('Nothing is revenue before a course has ended.');
  }
  if (key === 'releaseWithoutAsking' && value === true)
    notes.push('Only what is paid is released; what is still owed stays deferred until it is credited.');
  if (key === 'transferWindowDays') notes.push('Documents and enrolments are matched again with the new window.');
  return notes;
}

function closedNote(locked: Month | null, open: Month): string {
  return locked === null
    ? `It counts from ${monthInWords(open)}, the first open month. No month is closed yet.`
    : `It counts from ${monthInWords(open)}. Months up to ${monthInWords(locked)} are closed and keep what they carry; what they would have carried differently comes in ${monthInWords(open)} as prior-period.`;
}
