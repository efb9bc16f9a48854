import type { OutputOf } from '../../../shared/contract/index.ts';
import { settingsOf } from '../arguments.ts';
import { EXIT } from '../exit-codes.ts';
import { moment, table } from '../format.ts';
import { plain } from '../plain-text.ts';
import { readSecrets, refuseSecretSettings } from '../secrets-input.ts';
import type { Session } from '../session.ts';
import { badUsage, Stop } from '../stop.ts';
import { type AddCommands, repeated } from './command.ts';

interface ConnectOptions {
  readonly label?: string;
  readonly set: readonly string[];
  readonly test: boolean;
}

/** `connect`, `test`, `steps`: the outside systems and what they feed. */
export const addConnections: AddCommands = (program, run) => {
  program
    .command('connect')
    .description('connect a system: holded, fourgeeks, notion; its key is read from standard input or asked for')
    .argument('<provider>', 'the system')
    .option('--label <label>', 'what to call the connection')
    .option('--set <name=value>', 'a setting; dotted names reach inside, values may be JSON', repeated, [])
    .option('--no-test', 'store it without trying it')
    .action((provider: string, options: ConnectOptions) => run((session) => connect(session, provider, options)));
  program
    .command('test')
    .description('try the connections: what works, and what is missing')
    .argument('[label]', 'only the connection of this name')
    .action((label: string | undefined) =>
      run(async (session) => {
        const connection = label === undefined ? undefined : await connectionOf(session, label);
        const results = await session.call('connections/test', { connection });
        session.show(results, () =>
          results.length === 0
            ? ['Nothing is connected yet. Start with: monthend connect holded']
            : testLines(session, results),
        );
        return results.every(({ works }) => works) ? EXIT.done : EXIT.stopped;
      }),
    );
  program
    .command('connections')
    .description('what is connected, and how it stands')
    .action(() =>
      run(async (session) => {
        const list = await session.call('connections/list', {});
        session.show(list, () =>
          list.length === 0
            ? ['Nothing is connected yet. Start with: monthend connect holded']
            : table(
                [{ head: 'connection' }, { head: 'system' }, { head: 'status' }, { head: 'last read' }],
                list.map(({ label, provider, status, lastSuccessAt }) => [
                  plain(label),
                  provider,
                  status,
                  moment(lastSuccessAt),
                ]),
                session.terminal,
              ),
        );
        return EXIT.done;
      }),
    );
  program
    .command('disconnect')
    .description('read a system no more; what came from it stays, its key is thrown away')
    .argument('<label>', 'the name of the connection')
    .action((label: string) =>
      run(async (session) => {
        const removed = await session.call('connections/remove', { label });
        session.show(removed, () => [
          `${session.terminal.paint.done('done')}  ${plain(removed.label)} is read no more. Its records stay.`,
        ]);
        return EXIT.done;
      }),
    );
  program
    .command('steps')
    .description('the steps of a sync, in the order they run')
    .action(() =>
      run(async (session) => {
        const steps = await session.call('steps/list', {});
        session.show(steps, () =>
          table(
            [
              { head: '', right: true },
              { head: 'step' },
              { head: 'what' },
              { head: 'runs' },
              { head: 'builds on' },
              { head: 'fed by', max: 60 },
            ],
            steps.map(({ step, title, monthly, needs, fedBy }, index) => [
              String(index + 1),
              step,
              title,
              monthly ? 'month by month' : 'once',
              needs.join(', ') || '-',
              fedBy.map(plain).join(', ') || (step === 'accruals' ? 'the ledger' : '-'),
            ]),
            session.terminal,
          ),
        );
        return EXIT.done;
      }),
    );
};

async function connect(session: Session, id: string, options: ConnectOptions) {
  const providers = await session.call('connections/providers', {});
  const provider = providers.find((each) => each.id === id.toLowerCase());
  if (!provider) {
    throw badUsage(
      `Monthend does not know a system called "${plain(id)}".`,
      `Choose one of: ${providers.map((each) => each.id).join(', ')}.`,
    );
  }
  const settings = settingsOf(options.set);
  refuseSecretSettings(settings, provider);
  const secrets = await readSecrets(session.terminal, provider);
  const label = options.label ?? provider.name;
  const saved = await session.call('connections/save', { provider: provider.id, label, settings, secrets });
  const results = options.test ? await session.call('connections/test', { connection: saved.id }) : [];
  session.show({ connection: saved, test: results[0] ?? null }, () => [
    `${session.terminal.paint.done('done')}  ${plain(saved.label)} is stored; its key is sealed.`,
    ...testLines(session, results),
  ]);
  return results.every(({ works }) => works) ? EXIT.done : EXIT.stopped;
}

async function connectionOf(session: Session, label: string): Promise<number> {
  const connections = await session.call('connections/list', {});
  const found =
    connections.find((each) => each.label === label) ??
    connections.find((each) => each.label.toLowerCase() === label.toLowerCase());
  if (found) return found.id;
  throw new Stop({
    code: 'UNKNOWN_CONNECTION',
    message: `No connection is called "${plain(label)}".`,
    fix:
      connections.length > 0
        ? `Choose one of: ${connections.map((each) => each.label).join(', ')}.`
        : 'Make one with: monthend connect holded',
  });
}

function testLines({ terminal: { paint } }: Session, results: OutputOf<'connections/test'>): string[] {
  return results.flatMap(({ connection, works, findings }) => [
    `${works ? paint.done('works') : paint.stops('does not work yet')}  ${paint.strong(plain(connection.label))}`,
    ...findings.flatMap(({ ok, text, fix }) => [
      `  ${ok ? paint.done('done') : paint.look('look at it')}  ${plain(text)}`,
      ...(fix && !ok ? [`              ${plain(fix)}`] : []),
    ]),
  ]);
}
