/** Every policy with what holds in a month, what is planned to hold after it, and the sheet that is printed with a close. */
import type { OutputOf } from '../../shared/contract/index.ts';
import { type Month, monthInWords, parseMonth } from '../../shared/domain/month.ts';
import { FIXED_POLICIES, POLICY_INFO, policySentence } from '../close/policy-words.ts';
import { readable } from '../close/stored-month.ts';
import { accountSettings } from '../ledger/accounts.ts';
import { closeOf, closeRows } from '../ledger/close-versions.ts';
import { activeDecisions, type Decision } from '../ledger/decisions.ts';
import type { Ledger } from '../ledger/ledger.ts';
import {
  AT_ONCE_ONLY,
  COMPANY_ONLY,
  inForceIn,
  laidInTime,
  POLICY_DECISION,
  POLICY_KEYS,
  type PolicyKey,
  parsePolicySubject,
} from '../ledger/policies.ts';
import { allServices } from '../ledger/services.ts';

type List = OutputOf<'policies/list'>;
export type ListedPolicy = List['policies'][number];
export type ChosenPolicy = ListedPolicy['company'];
type Fixed = List['fixed'][number];

interface Choice {
  readonly decision: Decision;
  readonly value: ChosenPolicy['value'] | null;
  readonly from: Month;
  readonly chosenIn?: Month | undefined;
  readonly approver: string;
}

interface Subject {
  readonly key: PolicyKey;
  readonly service: string | null;
  readonly line: readonly { readonly since: Month | null; readonly choice: Choice }[];
}

/** Every policy with what holds in a month; the first open one when none is named. */
export function policiesOf(ledger: Ledger, month: Month = ledger.firstOpenMonth()): ListedPolicy[] {
  const subjects = subjectsChosen(ledger);
  const names = new Map(allServices(ledger).map(({ key, name }) => [key, name]));
  const nameOf = (service: string) => names.get(service) ?? service;
  return POLICY_KEYS.map((key) => {
    const own = subjects.filter((subject) => subject.key === key);
    const inForce = own.flatMap(({ service, line }) => {
      const chosen = chosenBy(key, inForceIn(line, month)?.choice);
      return chosen === null ? [] : [{ service, chosen }];
    });
    const info = POLICY_INFO[key];
    return {
      key,
      title: info.title,
      company: inForce.find(({ service }) => service === null)?.chosen ?? neverChosen(key),
      byService: inForce
        .flatMap(({ service, chosen }) => (service === null ? [] : [{ ...chosen, service, name: nameOf(service) }]))
        .sort((a, b) => (a.service < b.service ? -1 : 1)),
      planned: own
        .flatMap(({ service, line }) =>
          line.flatMap(({ since, choice }) =>
            since === null || since <= month
              ? []
              : [
                  {
                    ...(chosenBy(key, choice) ?? goneBack(key, choice, service)),
                    service,
                    name: service === null ? null : nameOf(service),
                  },
                ],
          ),
        )
        .sort((a, b) => ((a.since ?? '') < (b.since ?? '') ? -1 : 1)),
      options: info.options?.map((value) => ({ value, words: policySentence(key, value) })) ?? null,
      limits: info.limits,
      perService: !COMPANY_ONLY.has(key),
      mayWait: !AT_ONCE_ONLY.has(key),
      needsLegalBasis: key === 'releaseWithoutAsking',
    };
  });
}

/** What was chosen about each subject, one after the other. */
function subjectsChosen(ledger: Ledger): Subject[] {
  const bySubject = new Map<string, Choice[]>();
  for (const decision of activeDecisions(ledger)) {
    if (decision.kind !== 'policy') continue;
    const choice: Choice = { decision, ...POLICY_DECISION.parse(decision.value) };
    const list = bySubject.get(decision.subject);
    if (list) list.push(choice);
    else bySubject.set(decision.subject, [choice]);
  }
  return [...bySubject].flatMap(([text, choices]) => {
    const subject = parsePolicySubject(text);
    return subject === null ? [] : [{ ...subject, line: laidInTime(choices) }];
  });
}

function chosenBy(key: PolicyKey, choice: Choice | undefined): ChosenPolicy | null {
  if (choice === undefined || choice.value === null) return null;
  return { ...asChosen(choice), value: choice.value, sentence: policySentence(key, choice.value) };
}

/** A planned way back: to what holds when nobody chooses, or to what the company has. */
function goneBack(key: PolicyKey, choice: Choice, service: string | null): ChosenPolicy {
  const { standard: value } = POLICY_INFO[key];
  const sentence = service === null ? policySentence(key, value) : 'As the company has it.';
  return { ...asChosen(choice), value, sentence };
}

function asChosen({ from, approver, decision }: Choice) {
  return {
    since: from,
    approver,
    chosenBy: decision.who,
    chosenAt: decision.decidedAt,
    reason: decision.reason === '' ? null : decision.reason,
    decision: decision.id,
  };
}

function neverChosen(key: PolicyKey): ChosenPolicy {
  const { standard: value } = POLICY_INFO[key];
  const nobody = { since: null, approver: null, chosenBy: null, chosenAt: null, reason: null, decision: null };
  return { value, sentence: policySentence(key, value), ...nobody };
}

/** What is the same for everybody, and what is chosen elsewhere. */
export function fixedPolicies(ledger: Ledger): Fixed[] {
  const { roles, names } = accountSettings(ledger);
  const { breakage } = roles;
  const name = breakage === null ? undefined : names[breakage];
  const sentence =
    breakage === null
      ? 'No account is chosen for breakage yet; the journal waits for one.'
      : `What is owed although no service follows is posted to account ${breakage}${name === undefined ? '' : ` (${name})`}, apart from the revenue of courses.`;
  return [
    ...FIXED_POLICIES.map((each) => ({ ...each, opens: null })),
    { key: 'breakageAccount', sentence, opens: 'accounts' as const },
  ];
}

/** The policies that are printed with a month: as its close has them, else as they are now. */
export function policySheetOf(ledger: Ledger, month: Month): { readonly title: string; readonly words: string }[] {
  const close = closeOf(ledger, month);
  if (close === null) return sheetLines(policiesOf(ledger, month), fixedPolicies(ledger));
  const policies: StoredPolicy[] = [];
  const fixed: StoredSentence[] = [];
  for (const { content } of closeRows(ledger, close.id, 'policy')) {
    // A row that was broken by hand is for the seal to tell; the sheet prints the others.
    const stored = readable<StoredPolicy | StoredSentence>(content);
    if (stored === null) continue;
    if ('sentence' in stored) fixed.push(stored);
    else policies.push(stored);
  }
  const order = (title: string) => POLICY_KEYS.findIndex((key) => POLICY_INFO[key].title === title);
  return sheetLines(
    policies.sort((a, b) => order(a.title) - order(b.title)),
    fixed,
  );
}

type StoredPolicy = Pick<ListedPolicy, 'title' | 'company' | 'byService'> & Partial<Pick<ListedPolicy, 'planned'>>;
type StoredSentence = Pick<Fixed, 'sentence'>;

/** What a close keeps of the policies, as {@link policySheetOf} reads it. */
export function policiesToKeep(ledger: Ledger, month: Month): { readonly key: string; readonly content: unknown }[] {
  return [
    ...policiesOf(ledger, month).map(({ key, title, company, byService, planned }) => ({
      key,
      content: { title, company, byService, ...(planned.length > 0 ? { planned } : {}) },
    })),
    ...fixedPolicies(ledger).map(({ key, sentence }) => ({ key, content: { sentence } })),
  ];
}

function sheetLines(policies: readonly StoredPolicy[], fixed: readonly StoredSentence[]) {
  return [
    ...policies.flatMap(({ title, company, byService, planned = [] }) => [
      { title, words: company.sentence },
      ...byService.map(({ name, sentence }) => ({ title: `${title}, ${name}`, words: sentence })),
      ...planned.map(({ name, since, sentence }) => ({
        title: [title, ...(name === null ? [] : [name]), `from ${monthWords(since)} on`].join(', '),
        words: sentence,
      })),
    ]),
    ...fixed.map(({ sentence }) => ({ title: 'Always', words: sentence })),
  ];
}

/** "March 2025", of the text of a month. */
export function monthWords(text: string | null): string {
  const month = parseMonth(text ?? '');
  return month === null ? (text ?? '') : monthInWords(month);
}
