/** Who looks after issues, and until when they are put aside. */
import type { Command } from 'commander';
import { numberOf } from '../arguments.ts';
import { EXIT } from '../exit-codes.ts';
import { plural } from '../format.ts';
import { plain } from '../plain-text.ts';
import type { Session } from '../session.ts';
import { badUsage } from '../stop.ts';
import type { Work } from './command.ts';

export function addIssueCare(issues: Command, run: Work): void {
  const many = (name: string, description: string) =>
    issues.command(name).description(description).argument('<ids...>', 'their numbers');
  many('assign', 'hand issues to somebody who works here, or to nobody')
    .option('--to <name>', 'who is to look after them')
    .option('--nobody', 'nobody looks after them any more')
    .action((ids: string[], to: { readonly to?: string; readonly nobody?: boolean }) =>
      run((session) => assign(session, ids, to)),
    );
  many('snooze', 'put open issues aside until a day; their money stays at risk')
    .requiredOption('--until <day>', 'the day on which they are back, such as 2025-03-31')
    .requiredOption('--reason <text>', 'what is waited for')
    .action((ids: string[], { until, reason }: { readonly until: string; readonly reason: string }) =>
      run((session) => snooze(session, ids, until, reason)),
    );
  many('wake', 'bring snoozed issues back').action((ids: string[]) => run((session) => snooze(session, ids, null, '')));
}

async function assign(
  session: Session,
  ids: readonly string[],
  to: { readonly to?: string; readonly nobody?: boolean },
) {
  const { who } = session.globals;
  if ((to.to === undefined) === (to.nobody !== true))
    throw badUsage('It is not clear who is to look after them.', 'Say either --to NAME or --nobody.');
  const people = await session.call('operators/list', {});
  const wanted = people.find(({ name }) => name === to.to);
  if (to.to !== undefined && wanted === undefined)
    throw badUsage(
      `Nobody called ${plain(to.to)} works here.`,
      'Name the people who work here in the app, under Settings.',
    );
  const done = await session.call('issues/assign', { ids: numbersOf(ids), operator: wanted?.id ?? null, who });
  told(session, done, `handed to ${wanted === undefined ? 'nobody' : plain(wanted.name)}.`);
  return EXIT.done;
}

async function snooze(session: Session, ids: readonly string[], until: string | null, reason: string) {
  const { who } = session.globals;
  const done = await session.call('issues/snooze', { ids: numbersOf(ids), until, reason, who });
  told(session, done, until === null ? 'brought back.' : `snoozed until ${plain(until)}.`);
  return EXIT.done;
}

function told(session: Session, done: { readonly changed: number }, what: string): void {
  const { paint, locale } = session.terminal;
  session.show(done, () => [`${paint.done('done')}  ${plural(done.changed, locale, 'issue')} ${what}`]);
}

/** Both "12 13" and "12,13", as people write lists. */
export function numbersOf(ids: readonly string[]): number[] {
  return ids.flatMap((text) => text.split(',').filter((part) => part !== '')).map((text) => numberOf(text, 'an issue'));
}
