import type { OutputOf } from '../../../shared/contract/index.ts';
import { numberOf, pairOfText } from '../arguments.ts';
import { type Flags, fieldOfText, KIND_COMMANDS } from '../decide-kinds.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { moment, plural, table } from '../format.ts';
import { cut, plain } from '../plain-text.ts';
import { effectLines, kindWords } from '../report-text.ts';
import { agreed, type Session } from '../session.ts';
import { badUsage, Stop } from '../stop.ts';
import { type AddCommands, repeated } from './command.ts';

type Effect = OutputOf<'decisions/preview'>;
type Proposal = OutputOf<'decisions/for-issue'>[number];

interface Draft {
  readonly kind: string;
  readonly subject: string;
  readonly value: Record<string, unknown>;
}

interface HowOptions {
  readonly reason?: string;
  readonly yes?: boolean;
  readonly preview?: boolean;
}

interface IssueOptions extends HowOptions {
  readonly with: readonly string[];
  readonly choice: string;
}

/** `decide`: settles what the app must not guess. Each decision survives every later sync, and can be undone. */
export const addDecide: AddCommands = (program, run) => {
  const decide = program
    .command('decide')
    .description('settle what the app must not guess; shows beforehand what it does to which month');
  for (const { kind, words, subject, flags, needsReason, value } of KIND_COMMANDS) {
    const command = decide.command(kind).description(words).argument(`<${subject}>`, 'its key, as the issue shows it');
    for (const [flag, meaning] of flags) command.option(flag, meaning);
    if (needsReason) command.requiredOption('--reason <text>', 'why: it is printed with the month');
    else command.option('--reason <text>', 'why');
    withHow(command).action((key: string, options: Flags & HowOptions) =>
      run(async (session) =>
        settle(session, { kind, subject: key, value: await value(options, session.currency) }, options),
      ),
    );
  }
  addConfirm(decide, run);
  withHow(decide.command('issue'))
    .description('settle an issue with the answer the app proposes')
    .argument('<id>', 'the number of the issue')
    .option('--with <field=value>', 'what the answer leaves open, such as lastDay=2025-03-14', repeated, [])
    .option('--choice <number>', 'another answer than the first', '1')
    .option('--reason <text>', 'why')
    .action((id: string, options: IssueOptions) =>
      run((session) => settleIssue(session, numberOf(id, 'an issue'), options)),
    );
  decide
    .command('list')
    .description('decisions in force')
    .option('--all', 'those undone as well')
    .action(({ all = false }: { all?: boolean }) => run((session) => list(session, all)));
  decide
    .command('undo')
    .description('take a decision back')
    .argument('<id>', 'its number')
    .action((id: string) => run((session) => undo(session, numberOf(id, 'a decision'))));
};

function addConfirm(decide: Parameters<AddCommands>[0], run: Parameters<AddCommands>[1]): void {
  withHow(decide.command('confirm'))
    .description('something unusual is right as it is')
    .argument('<code>', 'the kind of the issue, such as UNUSUAL_AMOUNT')
    .argument('<subject>', 'what it is about, as the issue shows it')
    .option('--about <word>', 'only this one of several')
    .option('--reason <text>', 'why')
    .action((code: string, subject: string, options: HowOptions & { about?: string }) =>
      run((session) =>
        settle(
          session,
          {
            kind: 'confirm',
            subject,
            value: { code: code.toUpperCase(), ...(options.about ? { discriminator: options.about } : {}) },
          },
          options,
        ),
      ),
    );
}

function withHow(command: Parameters<AddCommands>[0]) {
  return command.option('--yes', 'without asking').option('--preview', 'only show what it would do');
}

/** Shows what a decision does, asks, and makes it. */
async function settle(
  session: Session,
  draft: Draft,
  { reason, yes = false, preview = false }: HowOptions,
): Promise<ExitCode> {
  const { globals, terminal } = session;
  if (preview || !globals.json) {
    const effect = await session.call('decisions/preview', draft);
    const currency = globals.json ? '' : await session.currency();
    if (preview) {
      session.show({ ...draft, effect }, () => effectText(effect, currency, session));
      return EXIT.done;
    }
    if (!globals.quiet) for (const line of effectText(effect, currency, session)) terminal.out(line);
  }
  if (!(await agreed(session, 'Decide so?', yes))) {
    session.remark('Nothing was decided.');
    return EXIT.done;
  }
  const made = await session.call('decisions/make', { ...draft, reason: reason ?? '', who: globals.who });
  session.show(made, () => [
    `${terminal.paint.done('done')}  decision ${made.decision.id}. Take it back with: monthend decide undo ${made.decision.id}`,
  ]);
  return EXIT.done;
}

async function settleIssue(session: Session, issue: number, options: IssueOptions): Promise<ExitCode> {
  const proposals = await session.call('decisions/for-issue', { issue });
  const proposal = proposals[numberOf(options.choice, 'an answer') - 1];
  if (!proposal) {
    throw proposals.length > 0
      ? badUsage(
          `Issue ${issue} has ${plural(proposals.length, session.terminal.locale, 'answer')}.`,
          `Choose up to --choice ${proposals.length}.`,
        )
      : new Stop({
          code: 'NOTHING_TO_DECIDE',
          message: `No decision settles issue ${issue}.`,
          fix: `See what to do about it: monthend issues show ${issue}.`,
        });
  }
  if (!session.globals.json && !session.globals.quiet)
    for (const line of proposalLines(proposals, proposal, session)) session.terminal.out(line);
  const value: Record<string, unknown> = { ...proposal.value };
  for (const pair of options.with) {
    const [field, given] = await fieldOfText(proposal.kind, ...pairOfText(pair), session.currency);
    value[field] = given;
  }
  for (const field of proposal.needs) {
    if (field in value) continue;
    const [name, given] = await fieldOfText(proposal.kind, field, await missing(session, field), session.currency);
    value[name] = given;
  }
  return settle(session, { kind: proposal.kind, subject: proposal.subject, value }, options);
}

async function missing(session: Session, field: string): Promise<string> {
  const name = field === 'basisPoints' ? 'percent' : field;
  if (session.terminal.interactive && !session.globals.json) {
    const answer = (await session.terminal.ask(`${FIELD_WORDS[name] ?? name}:`)).trim();
    if (answer !== '') return answer;
  }
  throw badUsage(`The answer needs ${FIELD_WORDS[name] ?? name}.`, `Give it with --with ${name}=...`);
}

const FIELD_WORDS: Readonly<Record<string, string>> = {
  service: 'the service, or none',
  status: 'the status (ACTIVE, POSTPONED, DROPPED, ENDED)',
  with: 'a document of the contract',
  client: 'the client',
  start: 'the first day',
  end: 'the last day',
  lastDay: 'the last day of class',
  firstDay: 'the first day of class again',
  newEnd: 'the new last day',
  amount: 'the amount',
  refund: 'the refund, 0 for nothing',
  percent: 'the VAT rate in percent',
  rate: 'the exchange rate',
};

function proposalLines(proposals: readonly Proposal[], chosen: Proposal, { terminal: { paint } }: Session): string[] {
  return proposals.map((each, index) =>
    each === chosen
      ? `${paint.strong(`${index + 1}  ${plain(each.words)}`)} (${each.kind} ${cut(plain(each.subject), 60)})`
      : paint.faint(`${index + 1}  ${plain(each.words)}: --choice ${index + 1}`),
  );
}

function effectText(effect: Effect, currency: string, { terminal }: Session): string[] {
  const cleared = Object.entries(effect.clearedByCode).map(([code, number]) => `${number} × ${kindWords(code)}`);
  return [
    `Clears ${plural(effect.clears, terminal.locale, 'issue')}${cleared.length > 0 ? ` (${cleared.join(', ')})` : ''}${effect.raises > 0 ? `, ${terminal.paint.look(`raises ${effect.raises}`)}` : ''}; ${plural(effect.records, terminal.locale, 'record')} applied again.`,
    ...effectLines(effect.months, currency, terminal),
  ];
}

async function list(session: Session, all: boolean): Promise<ExitCode> {
  const decisions = await session.call('decisions/list', { all });
  session.show(decisions, () =>
    decisions.length === 0
      ? ['Nothing was decided yet.']
      : table(
          [
            { head: 'decision', right: true },
            { head: 'kind' },
            { head: 'about', max: 40 },
            { head: 'answer', max: 48 },
            { head: 'who', max: 20 },
            { head: 'when' },
            { head: '' },
          ],
          decisions.map((each) => [
            String(each.id),
            each.kind,
            plain(each.subject),
            plain(JSON.stringify(each.value)),
            plain(each.who),
            moment(each.decidedAt),
            each.undoneAt === null ? '' : `undone ${moment(each.undoneAt)}`,
          ]),
          session.terminal,
        ),
  );
  return EXIT.done;
}

async function undo(session: Session, id: number): Promise<ExitCode> {
  const done = await session.call('decisions/undo', { id, who: session.globals.who });
  const currency = session.globals.json ? '' : await session.currency();
  session.show(done, () => [
    `${session.terminal.paint.done('done')}  decision ${id} was taken back.`,
    `      ${plural(done.effect.raises, session.terminal.locale, 'issue')} open again, ${plural(done.effect.clears, session.terminal.locale, 'issue')} cleared.`,
    ...effectLines(done.effect.months, currency, session.terminal),
  ]);
  return EXIT.done;
}
