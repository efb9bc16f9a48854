import type { IssueCode } from '../../../shared/domain/issue-taxonomy.ts';
import type { ClientFacts } from './facts.ts';

/** Whether a person confirmed this finding as right, wholly or for this discriminator. */
export function isConfirmed(facts: ClientFacts, code: IssueCode, subjectKey: string, discriminator?: string): boolean {
  const { confirmed } = facts.decisions;
  if (confirmed.size === 0) return false;
  if (confirmed.has(`${code}|${subjectKey}`)) return true;
  return discriminator !== undefined && confirmed.has(`${code}|${subjectKey}|${discriminator}`);
}
