import { contract } from '../../../shared/contract/index.ts';
import { monthWords } from '../format.ts';
import { plain } from '../plain-text.ts';
import type { Session } from '../session.ts';
import { badUsage } from '../stop.ts';
import type { AddCommands } from './command.ts';

interface InitOptions {
  readonly name?: string;
  readonly currency?: string;
  readonly timeZone?: string;
  readonly firstMonth?: string;
}

/** `init`: a ledger for a company. */
export const addInit: AddCommands = (program, run) => {
  program
    .command('init')
    .description('make the ledger of a company')
    .option('--name <name>', 'the company, as it signs its letters')
    .option('--currency <code>', 'the currency of its books, such as EUR')
    .option('--time-zone <zone>', 'the zone whose midnight ends its days, such as Europe/Madrid')
    .option('--first-month <month>', 'the first month of the ledger, such as 2025-01')
    .action((options: InitOptions) =>
      run(async (session) => {
        const given = {
          name: await asked(session, options.name, '--name', 'Name of the company?'),
          currency: await asked(session, options.currency, '--currency', 'Currency of its books?', 'EUR'),
          timeZone: await asked(
            session,
            options.timeZone,
            '--time-zone',
            'Time zone?',
            Intl.DateTimeFormat().resolvedOptions().timeZone,
          ),
          firstMonth: await asked(
            session,
            options.firstMonth,
            '--first-month',
            'First month of the ledger?',
            `${new Date().getFullYear()}-01`,
          ),
        };
        // Looked at before the file is made, so that a slip leaves no empty ledger behind.
        const input = contract['company/init'].input.safeParse(given);
        if (!input.success) {
          const at = String(input.error.issues[0]?.path[0] ?? 'name') as keyof typeof given;
          throw badUsage(`"${plain(given[at])}" cannot be the ${WHAT[at]}.`, FIX[at]);
        }
        session.create();
        const company = await session.call('company/init', input.data);
        session.show(company, () => [
          `${session.terminal.paint.done('done')}  ${plain(company.name)} keeps its books in ${company.currency}, from ${monthWords(company.firstMonth)} on.`,
          `      Ledger: ${plain(company.ledger)}`,
          '      Next: monthend connect holded',
        ]);
        return undefined;
      }),
    );
};

const WHAT = {
  name: 'name of a company',
  currency: 'currency',
  timeZone: 'time zone',
  firstMonth: 'first month',
} as const;
const FIX = {
  name: 'Give a name of up to 200 letters.',
  currency: 'Use the three letters of a currency, such as EUR.',
  timeZone: 'Use a zone such as Europe/Madrid.',
  firstMonth: 'Write the month as 2025-01.',
} as const;

async function asked(
  session: Session,
  given: string | undefined,
  flag: string,
  question: string,
  usual?: string,
): Promise<string> {
  if (given !== undefined) return given;
  if (!session.terminal.interactive || session.globals.json) {
    throw badUsage(`${flag} is missing.`, `Give ${flag}, or run the command on a terminal to be asked.`);
  }
  const answer = (await session.terminal.ask(usual ? `${question} [${usual}]` : question)).trim();
  return answer === '' ? (usual ?? '') : answer;
}
