/** Choosing policies: what a choice would change is shown before it is made, and it counts from an open month. */
import { addMonths, type Month, parseMonth } from '../../shared/domain/month.ts';
import { fail, ok, type Result } from '../../shared/domain/problem.ts';
import { POLICY_INFO, policySentence } from '../close/policy-words.ts';
import { POLICY_KEYS, type PolicyKey, policySubject } from '../ledger/policies.ts';
import { allServices } from '../ledger/services.ts';
import { todayIn } from '../platform/time-zone.ts';
import type { App, UseCases } from './app.ts';
import { checkedDecision, decide, rehearse } from './decisions.ts';
import { exclusively } from './exclusively.ts';
import { choiceNotes, contractsTouched, policyFigures, sinceNotes } from './policy-effect.ts';
import { type ChosenPolicy, fixedPolicies, type ListedPolicy, policiesOf } from './policy-list.ts';
import { monthsToBegin, notAMonth } from './policy-problem.ts';

type Channels = 'policies/list' | 'policies/preview' | 'policies/save';
type Value = ChosenPolicy['value'];

interface Choice {
  readonly key: string;
  readonly service: string | null;
  readonly value: Value | null;
  readonly from: string | null;
}

export const policyUseCases: UseCases<Channels> = {
  'policies/list': ({ ledger }) =>
    ok({
      from: ledger.firstOpenMonth(),
      months: monthsToBegin(ledger),
      services: allServices(ledger).map(({ key, name }) => ({ key, name })),
      policies: policiesOf(ledger),
      fixed: fixedPolicies(ledger),
    }),
  'policies/preview': (app, choice) => {
    const checked = checkedChoice(app, choice, 'preview');
    if (!checked.ok) return checked;
    const { draft, listed, upTo, ...chosen } = checked.value;
    return exclusively(app, () => {
      const { ledger, clock } = app;
      const { effect, before, after } = rehearse(app, () => {
        const before = policyFigures(ledger);
        const { effect } = decide(app, draft, '', 'preview', upTo);
        return { effect, before, after: policyFigures(ledger) };
      });
      const contracts = contractsTouched(before, after);
      const today = todayIn(ledger.company.time_zone, clock.now());
      return ok({
        sentence: policySentence(chosen.key, chosen.value),
        from: chosen.from,
        months: effect.months,
        contracts,
        clears: effect.clears,
        raises: effect.raises,
        notes: [
          ...sinceNotes(ledger, chosen, listed, today),
          ...choiceNotes(chosen, contracts, { before: before.urgent, after: after.urgent }),
        ],
      });
    });
  },
  'policies/save': (app, { who, reason, approver, ...choice }) => {
    const checked = checkedChoice(app, choice, approver ?? who);
    if (!checked.ok) return checked;
    const { draft, key, value, from, upTo } = checked.value;
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
          const made = decide(app, draft, reason.trim(), who, upTo);
          return { decision: made.decision.id, run: made.run, from, months: made.effect.months };
        }),
      ),
    );
  },
};

/** How many months a choice that begins later is looked at beyond its first one. */
const MONTHS_SHOWN = 11;

/** The choice as a decision, the value that would hold then, and the month up to which its effect is told. */
function checkedChoice(app: App, { key: name, service, value, from: given }: Choice, approver: string) {
  const { ledger } = app;
  const open = ledger.firstOpenMonth();
  const from = given === null ? open : parseMonth(given);
  if (from === null) return fail(notAMonth(given ?? ''));
  const key = POLICY_KEYS.find((each) => each === name);
  const subject = key === undefined ? name : policySubject({ key, service });
  const draft = checkedDecision(app, { kind: 'policy', subject, value: { value, from, approver } });
  if (!draft.ok) return draft;
  if (key === undefined) throw new Error(`${name} went through without being a policy`);
  const { before, after } = heldThen(policiesOf(ledger, from), { key, service, value });
  if (before === after) return unchanged();
  const listed = policiesOf(ledger).find((each) => each.key === key);
  if (listed === undefined) throw new Error(`${key} is not listed`);
  // A choice for a later month is seen in the months after it, which accruals may not have reached yet.
  const upTo: Month | null = from > open ? addMonths(from, MONTHS_SHOWN) : null;
  return ok({ draft: draft.value, key, service, value: after, from, listed, upTo });
}

/** What holds in the month of the choice without it, and with it. */
function heldThen(
  policies: readonly ListedPolicy[],
  { key, service, value }: { readonly key: PolicyKey; readonly service: string | null; readonly value: Value | null },
): { readonly before: Value; readonly after: Value } {
  const listed = policies.find((each) => each.key === key);
  const standard = POLICY_INFO[key].standard;
  const company = listed?.company.value ?? standard;
  const general = service === null ? standard : company;
  const before =
    service === null ? company : (listed?.byService.find((each) => each.service === service)?.value ?? company);
  return { before, after: value ?? general };
}

function unchanged(): Result<never> {
  return fail({
    code: 'NOTHING_TO_CHANGE',
    message: 'That is what holds already.',
    meaning: 'Nothing was changed.',
    fix: 'Choose another value, or leave it as it is.',
  });
}
