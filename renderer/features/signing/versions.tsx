/** Every close of a month that there was, newest first, and the proof that the one that stands still holds. */
import { useCall } from '../../bridge/use-call.ts';
import components from '../../components/components.module.css';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { Count, InstantText, Name } from '../../components/texts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { Reproduce } from './reproduce.tsx';
import classes from './signing.module.css';
import type { Version } from './use-month.ts';
import { words } from './words.ts';

export function Versions({ month, closed }: { readonly month: string; readonly closed: boolean }) {
  const say = useWords(words);
  const format = useFormat();
  const answer = useCall('months/versions', { month }, { keepPrevious: false });
  const name = format.month(month);
  if (answer.error !== null) {
    return <ProblemNotice problem={answer.error.problem} onAgain={() => void answer.refetch()} />;
  }
  if (answer.data === undefined) return <p aria-busy>{say('loading', { month: name })}</p>;
  const versions = [...answer.data].sort((a, b) => b.version - a.version);
  if (versions.length === 0) return <p>{say('versions.none', { month: name })}</p>;
  return (
    <>
      {closed && <Reproduce month={month} />}
      <div className={classes.scroll}>
        <table className={classes.table} aria-label={say('versions.label', { month: name })}>
          <thead>
            <tr>
              <th scope="col">{say('versions.version')}</th>
              <th scope="col">{say('versions.closed')}</th>
              <th scope="col">{say('versions.prepared')}</th>
              <th scope="col">{say('versions.reviewed')}</th>
              <th scope="col" className={classes.number}>
                {say('versions.postings')}
              </th>
              <th scope="col">{say('versions.seal')}</th>
            </tr>
          </thead>
          <tbody>
            {versions.map((version) => (
              <VersionRow key={version.version} version={version} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function VersionRow({ version }: { readonly version: Version }) {
  const say = useWords(words);
  const format = useFormat();
  const { reopened } = version;
  return (
    <tr>
      <th scope="row">
        {version.version}
        {reopened === null ? (
          <span className={classes.under}>
            <StatusWord meaning="done">{say('versions.standing')}</StatusWord>
          </span>
        ) : (
          <span className={classes.under}>
            {say('versions.reopened', {
              when: format.instant(reopened.at),
              who: isolate(reopened.who),
              reason: isolate(reopened.reason),
            })}
          </span>
        )}
      </th>
      <Signed who={version.closedBy} at={version.at} />
      <Signed who={version.preparedBy} at={version.preparedAt} />
      <Signed
        who={version.reviewedBy}
        at={version.reviewedAt}
        {...(version.samePerson ? { note: say('versions.same') } : {})}
      />
      <td className={classes.number}>
        <Count value={version.postings} />
      </td>
      <td>
        <Seal version={version} />
      </td>
    </tr>
  );
}

function Signed({ who, at, note }: { readonly who: string; readonly at: string; readonly note?: string }) {
  return (
    <td>
      <Name>{who}</Name>
      <span className={classes.under}>
        <InstantText at={at} />
      </span>
      {note !== undefined && <span className={classes.under}>{note}</span>}
    </td>
  );
}

function Seal({ version }: { readonly version: Version }) {
  const say = useWords(words);
  return (
    <details className={classes.seal}>
      <summary>{version.hash.slice(0, 12)}…</summary>
      <dl className={components.stack}>
        <Hash label={say('versions.sealOf')} value={version.hash} />
        {version.previousHash !== null && <Hash label={say('versions.sealBefore')} value={version.previousHash} />}
        <Hash label={say('versions.figures')} value={version.datasetHash} />
      </dl>
    </details>
  );
}

function Hash({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <dt className={classes.soft}>{label}</dt>
      <dd className={classes.hash} dir="ltr">
        {value}
      </dd>
    </div>
  );
}
