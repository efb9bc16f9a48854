/** An issue's life in sentences, oldest first. */
import { civilDate } from '../../shared/domain/civil-date.ts';
import { minorToText } from '../../shared/domain/money.ts';
import { type CareMoment, careMoments } from '../ledger/issue-care.ts';
import { changesOfIssue, decisionsOnSubject, type IssueChange } from '../ledger/issue-history.ts';
import type { ListedIssue } from '../ledger/issues.ts';
import { instantOfDate } from '../platform/time-zone.ts';
import type { App } from './app.ts';
import { booksToday } from './issue-care.ts';

interface Moment {
  readonly at: string;
  readonly words: string;
  readonly who: string | null;
  readonly run: number | null;
}

export function issueHistory(app: Pick<App, 'ledger' | 'clock'>, issue: ListedIssue): Moment[] {
  const { ledger } = app;
  const moments: Moment[] = changesOfIssue(ledger, issue.id).flatMap((change) => {
    const words = wordsOf(change, (amount) => `${minorToText(amount, ledger.currency)} ${ledger.currency}`);
    if (words === null) return [];
    const at =
      change.op === 'insert' && change.kind !== 'undo'
        ? issue.first_seen_at
        : (text(change.after.closed_at) ?? change.at);
    return [{ at, words, who: byPerson(change) ? change.who : null, run: change.run }];
  });
  for (const decision of decisionsOnSubject(ledger, issue.external_id, issue.code)) {
    const { who, run_id: run } = decision;
    moments.push({ at: decision.decided_at, words: `Decided by ${who}: ${decision.reason}`, who, run });
    if (decision.undone_at !== null) {
      const by = decision.undone_by;
      moments.push({
        at: decision.undone_at,
        words: `Decision taken back${by === null ? '' : ` by ${by}`}`,
        who: by,
        run: null,
      });
    }
  }
  for (const moment of careMoments(ledger, issue.fingerprint)) {
    moments.push({ at: moment.at, words: careWords(moment), who: moment.who, run: null });
  }
  const back = issue.snoozed_until;
  if (back !== null && back <= booksToday(app) && issue.status === 'pending' && issue.snooze_holds === 1) {
    const at = instantOfDate(civilDate(back), ledger.company.time_zone);
    moments.push({ at, words: 'Back in the list: its day has come', who: null, run: null });
  }
  const again = issue.times_seen - 1;
  if (again > 0) {
    const words = again === 1 ? 'Seen again once' : `Seen again ${again} times; this was the last`;
    moments.push({ at: issue.last_seen_at, words, who: null, run: null });
  }
  // What was written at one instant stays in the order it was written.
  return moments.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function careWords({ act, who, owner, until, reason }: CareMoment): string {
  switch (act) {
    case 'assigned':
      return owner === null
        ? `Handed back by ${who}: nobody looks after it`
        : owner === who
          ? `Taken on by ${who}`
          : `Handed to ${owner} by ${who}`;
    case 'snoozed':
      return `Snoozed until ${until ?? ''} by ${who}: ${reason ?? ''}`;
    case 'woken':
      return `Brought back by ${who}`;
  }
}

/** What one change of the issue's row meant; null when it says nothing to anybody. */
function wordsOf({ op, before, after, kind, run, who }: IssueChange, money: (amount: number) => string): string | null {
  if (kind === 'undo') return undoWords(op, before, after, run);
  if (op === 'insert') return `Raised by run ${run}`;
  const reason = text(after.reason);
  const person = text(after.who);
  switch (after.status) {
    case 'resolved':
      if (person === null) return reason ?? 'The cause is gone.';
      return `Resolved by ${person}${reason === null ? '' : `: ${reason}`}`;
    case 'ignored':
      return `Ignored by ${person ?? who}${reason === null ? '' : `: ${reason}`}`;
    case 'pending':
      if (person !== null || kind === 'decision') return `Opened again by ${person ?? who}`;
      return before.status === 'ignored'
        ? `Looked at afresh in run ${run}: it is no longer what was ignored`
        : `Here again in run ${run}`;
    default:
      if (typeof after.amount === 'number' && typeof before.amount === 'number')
        return `Now ${money(after.amount)} at risk, before ${money(before.amount)}`;
      return 'details' in after ? `Its facts changed in run ${run}` : null;
  }
}

function undoWords(op: string, before: IssueChange['before'], after: IssueChange['after'], run: number): string | null {
  if (op === 'insert') return `Back, because run ${run} undid what had taken it away`;
  if (after.status === undefined || after.status === before.status) return null;
  const now = after.status === 'pending' ? 'open' : String(after.status);
  return `${now[0]?.toUpperCase()}${now.slice(1)} again, because run ${run} undid what was done`;
}

function byPerson({ kind, after }: IssueChange): boolean {
  return kind === 'decision' || kind === 'undo' || text(after.who) !== null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
