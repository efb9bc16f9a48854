/** Every kind of issue the app can raise: its words, its weight and what clears it. Braces are filled from the issue's details. */
import type { IssueKind } from './issue-kinds/issue-kind.ts';
import { MONEY_ISSUES } from './issue-kinds/money-issues.ts';
import { PEOPLE_AND_SERVICE_ISSUES } from './issue-kinds/people-and-service-issues.ts';
import { PERIOD_ISSUES } from './issue-kinds/period-issues.ts';
import { SOURCE_ISSUES } from './issue-kinds/source-issues.ts';

export const ISSUE_KINDS = [
  ...SOURCE_ISSUES,
  ...PEOPLE_AND_SERVICE_ISSUES,
  ...PERIOD_ISSUES,
  ...MONEY_ISSUES,
] as const satisfies readonly IssueKind[];

export type IssueCode = (typeof ISSUE_KINDS)[number]['code'];

const BY_CODE = new Map<string, IssueKind>(ISSUE_KINDS.map((kind) => [kind.code, kind]));

/** The kind of a code. Throws on a code that is not in the taxonomy: only this program writes codes. */
export function issueKind(code: IssueCode): IssueKind {
  const kind = BY_CODE.get(code);
  if (!kind) throw new RangeError(`Unknown issue code ${code}`);
  return kind;
}

export function isIssueCode(text: string): text is IssueCode {
  return BY_CODE.has(text);
}

/** What a sentence says where a finding does not know the word. */
const UNNAMED: Readonly<Record<string, string>> = {
  crm: 'the CRM',
  source: 'the source',
  openMonth: 'the first open month',
  usual: 'not known yet',
};

/** A title, meaning or fix with its braces filled; a brace that nothing fills stays readable as "…". */
export function fillWords(template: string, details: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = details[name] ?? UNNAMED[name];
    return value === undefined ? '…' : String(value);
  });
}
