/** What a backup holds, in numbers, beside what the ledger holds now. */
import { useCall } from '../../bridge/use-call.ts';
import components from '../../components/components.module.css';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { Count } from '../../components/texts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { useDesk } from '../../state/desk.ts';
import { words } from './words.ts';

const TABLES = [
  'client',
  'service',
  'contract',
  'invoice',
  'payment',
  'service_period',
  'posting',
  'decision',
  'issue',
  'period_lock',
  'sync_run',
  'source_record',
] as const;

export function useBackupCheck(file: string, wanted: boolean) {
  return useCall('backups/check', { file }, { enabled: wanted, keepPrevious: false });
}

/** Asks for the check when it is first drawn. */
export function BackupContent({ file }: { readonly file: string }) {
  const say = useWords(words);
  const format = useFormat();
  const open = useDesk((state) => state.desk?.ledger === 'open');
  const check = useBackupCheck(file, true);
  const now = useCall('ledger/counts', {}, { enabled: open });
  if (check.error) return <ProblemNotice problem={check.error.problem} onAgain={() => void check.refetch()} />;
  if (check.data === undefined) return <p aria-busy>{say('checking')}</p>;
  const { ok, company, lastRunAt, lockedThrough, rows, found } = check.data;
  if (!ok) {
    return (
      <div className={components.stack}>
        <StatusWord meaning="stop">{say('notWhole')}</StatusWord>
        <ul>
          {found.map((text) => (
            <li key={text} dir="auto">
              {text}
            </li>
          ))}
        </ul>
        <p>{say('notWholeFix')}</p>
      </div>
    );
  }
  const name = isolate(company ?? '');
  return (
    <div className={components.stack}>
      <StatusWord meaning="done">{say('whole')}</StatusWord>
      <p>
        {lastRunAt === null
          ? say('holdsNoRun', { company: name })
          : say('holds', { company: name, run: format.instant(lastRunAt) })}{' '}
        {lockedThrough === null ? say('lockedNone') : say('lockedThrough', { month: format.month(lockedThrough) })}
      </p>
      <table className={components.plainTable}>
        <caption className="visually-hidden">{say('compare')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('rows')}</th>
            <th scope="col" className={components.number}>
              {say('inBackup')}
            </th>
            {now.data !== undefined && (
              <th scope="col" className={components.number}>
                {say('now')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {TABLES.filter((table) => rows[table] !== undefined).map((table) => (
            <tr key={table}>
              <td>{say(`table.${table}`)}</td>
              <td className={components.number}>
                <Count value={rows[table] ?? 0} />
              </td>
              {now.data !== undefined && (
                <td className={components.number}>
                  <Count value={now.data[table] ?? 0} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
