/** Issues as the operator reads them. */
import type { InputOf, OutputOf } from '../../shared/contract/index.ts';
import { amount, moment, monthWords, plural, table } from './format.ts';
import type { Paint } from './paint.ts';
import { cut, plain, plainJson } from './plain-text.ts';
import { figureText, stopsTheMonth } from './report-text.ts';
import type { Reader } from './terminal.ts';

type Issue = OutputOf<'issues/list'>['issues'][number];
type Found = OutputOf<'issues/get'>;

/** As many keys as one question may hold. */
const NAMES_AT_ONCE = 500;

/** How an issue stands, as text and colour. */
export function issueWord(issue: Pick<Issue, 'status' | 'severity' | 'effect'>, paint: Paint): string {
  if (issue.status === 'resolved') return paint.done('done');
  if (issue.status === 'ignored') return paint.faint('ignored');
  return stopsTheMonth(issue) ? paint.stops('stops the month') : paint.look('look at it');
}

/** What issues are about, by the key they hold: the names a reader knows it by. */
export type IssueNames = ReadonlyMap<string, string>;

/** Asks for the names of what some issues are about. `ask`: `issues/names`. */
export async function issueNames(
  issues: readonly Issue[],
  ask: (input: InputOf<'issues/names'>) => Promise<OutputOf<'issues/names'>>,
): Promise<IssueNames> {
  const names = new Map<string, string>();
  const keys = [...new Set(issues.map(({ entityExternalId }) => entityExternalId))];
  for (let from = 0; from < keys.length; from += NAMES_AT_ONCE) {
    for (const { key, kind, name } of await ask({ keys: keys.slice(from, from + NAMES_AT_ONCE) })) {
      // A contract goes by its number, as `trace contract 17` takes it.
      names.set(key, kind === 'contract' ? `contract ${name}` : name);
    }
  }
  return names;
}

/** A list of issues, as they came. What has no name is told by its key. */
export function issueTable(issues: readonly Issue[], names: IssueNames, currency: string, reader: Reader): string[] {
  return table(
    [
      { head: 'issue', right: true },
      { head: 'status' },
      { head: 'what', max: 60 },
      { head: 'about', max: 64 },
      { head: 'found by', max: 40 },
      { head: `at risk ${currency}`, right: true },
      { head: 'month' },
    ],
    issues.map((issue) => [
      String(issue.id),
      issueWord(issue, reader.paint),
      plain(issue.title),
      plain(names.get(issue.entityExternalId) ?? issue.entityExternalId),
      plain(`${issue.integration} · ${issue.operation}`),
      figureText(issue.amountAtRisk, currency, reader),
      issue.month === null ? '-' : monthWords(issue.month),
    ]),
    reader,
  );
}

/** One issue: what happened, what it means, what to do, then the detail. */
export function issueDetailLines(
  { issue, payload, payloadFetchedAt }: Found,
  currency: string,
  { paint, locale }: Reader,
): string[] {
  const seen =
    issue.timesSeen > 1 ? `, ${plural(issue.timesSeen, locale, 'time')}, last ${moment(issue.lastSeen)}` : '';
  const row = (head: string, text: string) => `  ${paint.faint(head.padEnd(10))}  ${text}`;
  return [
    `Issue ${issue.id}  ${issueWord(issue, paint)}  ${paint.strong(plain(issue.title))}`,
    row('It means', cut(plain(issue.message), 2000)),
    row('To do', plain(issue.fix)),
    row(
      'At risk',
      `${amount(issue.amountAtRisk, currency, locale)}${issue.monthAtRisk === 0 ? '' : `, of it ${amount(issue.monthAtRisk, currency, locale)} in the month being worked`}`,
    ),
    row('About', plain(`${issue.entityType} ${issue.entityExternalId} (${issue.integration} · ${issue.operation})`)),
    row(
      'Seen',
      `since ${moment(issue.firstSeen)}${seen}${issue.reopened > 0 ? `; came back ${plural(issue.reopened, locale, 'time')}` : ''}`,
    ),
    ...(issue.reason === null
      ? []
      : [row('Reason', plain(`${issue.reason}${issue.who === null ? '' : ` (${issue.who})`}`))]),
    ...(issue.owner === null ? [] : [row('Owner', plain(issue.owner.name))]),
    ...(issue.snooze?.asleep === true
      ? [row('Snoozed', plain(`until ${issue.snooze.until} by ${issue.snooze.who}: ${issue.snooze.reason}`))]
      : []),
    row('Kind', issue.code),
    ...Object.entries(issue.details).map(([name, value]) =>
      row('', cut(plain(`${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`), 2000)),
    ),
    ...(payload === null || payload === undefined
      ? []
      : [
          `Stored record${payloadFetchedAt === null ? '' : `, read ${moment(payloadFetchedAt)}`}:`,
          ...plainJson(payload)
            .split('\n')
            .map((line) => `  ${line}`),
        ]),
    ...(issue.status === 'pending' ? [`Next: monthend decide issue ${issue.id}`] : []),
  ];
}
