/** What a line of the journal did to an issue. Pure. */
export type IssueChange = 'raised' | 'closed' | 'changed';

interface Line {
  readonly op: 'insert' | 'update' | 'delete';
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

export function issueChange({ op, before, after }: Line): IssueChange {
  if (op === 'insert') return 'raised';
  if (op === 'delete') return 'closed';
  const status = after?.status;
  if (status === undefined || status === before?.status) return 'changed';
  return status === 'pending' ? 'raised' : 'closed';
}
