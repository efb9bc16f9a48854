import type { OutputOf } from '../../../shared/contract/index.ts';
import { monthOfText } from '../arguments.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { amount, monthWords } from '../format.ts';
import type { Paint } from '../paint.ts';
import { monthLines } from '../report-text.ts';
import type { Session } from '../session.ts';
import type { AddCommands } from './command.ts';

type Gate = OutputOf<'close/gate'>;

/** `close`: how a month stands, closing it and opening it again. */
export const addClose: AddCommands = (program, run) => {
  const close = program.command('close').description('how the months stand; close one, or open it again');
  close
    .command('status', { isDefault: true })
    .description('the months, and whether one can be closed; without a month, the first open one')
    .argument('[month]', 'such as 2025-03')
    .action((month: string | undefined) =>
      run((session) => status(session, month === undefined ? undefined : monthOfText(month))),
    );
  close
    .command('lock')
    .description('close a month: nothing is posted into it any more')
    .argument('<month>', 'the first open month')
    .action((month: string) =>
      run(async (session) => {
        const done = await session.call('close/lock', { month: monthOfText(month), who: session.globals.who });
        session.show(done, () => [`${session.terminal.paint.done('done')}  ${monthWords(month)} is closed.`]);
        return EXIT.done;
      }),
    );
  close
    .command('unlock')
    .description('open the month that was closed last')
    .argument('<month>', 'that month')
    .requiredOption('--reason <text>', 'why: it is printed with the month')
    .action((month: string, { reason }: { reason: string }) =>
      run(async (session) => {
        const done = await session.call('close/unlock', {
          month: monthOfText(month),
          reason,
          who: session.globals.who,
        });
        session.show(done, () => [`${session.terminal.paint.done('done')}  ${monthWords(month)} is open again.`]);
        return EXIT.done;
      }),
    );
};

async function status(session: Session, wanted: string | undefined): Promise<ExitCode> {
  const found = await session.call('close/months', {});
  const month = wanted ?? found.firstOpenMonth;
  const gate = await session.call('close/gate', { month });
  const { terminal } = session;
  const currency = session.globals.json ? '' : await session.currency();
  session.show({ ...found, month, gate }, () => [
    ...monthLines(found.months, found.lockedThrough, terminal),
    '',
    `${terminal.paint.strong(monthWords(month))}  ${gateWords(gate, terminal.paint)}`,
    `  At risk      ${amount(gate.balanceAtRisk, currency, terminal.locale)}, of it ${amount(gate.monthAtRisk, currency, terminal.locale)} in the month`,
    `  Materiality  ${amount(gate.materiality, currency, terminal.locale)}`,
    ...(gate.coverage === null ? [] : [`  Certain      ${(gate.coverage * 100).toFixed(1)} % of what is deferred`]),
  ]);
  return gate.state === 'BLOCKED' ? EXIT.blocked : EXIT.done;
}

function gateWords({ state }: Gate, paint: Paint): string {
  switch (state) {
    case 'READY':
      return paint.done('done: it can be closed');
    case 'REVIEW':
      return paint.look('look at it: more is at risk than the policy lets pass unseen');
    case 'BLOCKED':
      return paint.stops('stops the month: settle the issues first (monthend issues)');
  }
}
