/** One issue, opened: what happened, why it matters, what to do, what it concerns, and what happened to it. */
import { Button } from '@mantine/core';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { useCall } from '../../bridge/use-call.ts';
import shared from '../../components/components.module.css';
import { KeyHint } from '../../components/key-hint.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { RecordTree } from '../../components/record-tree.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { InstantText } from '../../components/texts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useTold } from '../../i18n/engine/use-told.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { Answer } from './answer.tsx';
import { CareOf } from './care-lines.tsx';
import { careWords } from './care-words.ts';
import classes from './issues.module.css';
import { ThingLine } from './thing-line.tsx';
import { useIssueText, usePlaces } from './use-teller.ts';
import { words } from './words.ts';

type Got = WindowOutput<'issues/get'>;
type Issue = Got['issue'];

interface Props {
  readonly id: number;
  readonly takeFocus: boolean;
  readonly onDeciding: (busy: boolean) => void;
  readonly onDecided: () => void;
  readonly cause: { readonly count: number; readonly show: () => void } | null;
}

export function IssueDetails({ id, takeFocus, onDeciding, onDecided, cause }: Props) {
  const say = useWords(words);
  const got = useCall('issues/get', { id }, { keepPrevious: false });
  if (got.error) return <ProblemNotice problem={got.error.problem} onAgain={() => void got.refetch()} />;
  if (got.data === undefined) return <p aria-busy>{say('d.loading')}</p>;
  const { issue } = got.data;
  return (
    <div className={classes.details}>
      <Lead issue={issue} cause={cause} />
      {issue.status === 'pending' ? (
        <Answers issue={issue} takeFocus={takeFocus} onDeciding={onDeciding} onDecided={onDecided} />
      ) : (
        <p className={classes.soft}>{say('a.closed')}</p>
      )}
      <Concerns id={id} />
      <Past id={id} />
      <Technical got={got.data} />
    </div>
  );
}

/** The title as the drawer shows it. */
export function IssueTitle({ id }: { readonly id: number }) {
  const got = useCall('issues/get', { id }, { keepPrevious: false });
  return got.data === undefined ? null : <TitleOf issue={got.data.issue} />;
}

function TitleOf({ issue }: { readonly issue: Issue }) {
  return <>{useIssueText(issue)('title')}</>;
}

function Lead({ issue, cause }: { readonly issue: Issue; readonly cause: Props['cause'] }) {
  const say = useWords(words);
  const format = useFormat();
  const text = useIssueText(issue);
  const amount = format.moneyWithCode(issue.amountAtRisk);
  const matters =
    issue.amountAtRisk === 0
      ? say('d.noAmount')
      : issue.month === null || issue.monthAtRisk === 0
        ? say('d.amount', { amount })
        : issue.monthAtRisk === issue.amountAtRisk
          ? say('d.amountIn', { amount, month: format.month(issue.month) })
          : say('d.amountMonth', {
              amount,
              part: format.moneyWithCode(issue.monthAtRisk),
              month: format.month(issue.month),
            });
  const effect =
    issue.effect === 'month' || issue.effect === 'source' || issue.effect === 'contract' ? issue.effect : 'none';
  return (
    <>
      <div className={classes.lead}>
        <p dir="auto">{text('meaning')}</p>
        <p className={classes.money}>{matters}</p>
        {issue.status === 'pending' ? (
          <StatusWord meaning={effect === 'month' || effect === 'source' ? 'stop' : 'look'}>
            {say(`effect.${effect}`)}
          </StatusWord>
        ) : (
          <StatusWord meaning="done">
            {issue.who === null || issue.reason === null
              ? say(`status.${issue.status}`)
              : say('d.statusBy', {
                  status: say(`status.${issue.status}`),
                  who: isolate(issue.who),
                  reason: isolate(issue.reason),
                })}
          </StatusWord>
        )}
        <CareOf issue={issue} />
        {cause !== null && cause.count > 1 && (
          <p>
            {say('d.ofCause', { count: cause.count })}.{' '}
            <Button size="compact-sm" variant="default" onClick={cause.show}>
              {say('d.showCause')}
            </Button>
          </p>
        )}
      </div>
      <div>
        <h3>{say('d.do')}</h3>
        <p dir="auto">{text('fix')}</p>
      </div>
    </>
  );
}

type AnswersProps = Pick<Props, 'takeFocus' | 'onDeciding' | 'onDecided'> & { readonly issue: Issue };

function Answers({ issue, takeFocus, onDeciding, onDecided }: AnswersProps) {
  const proposals = useCall('decisions/for-issue', { issue: issue.id }, { keepPrevious: false });
  const things = useCall('issues/things', { id: issue.id }, { keepPrevious: false });
  if (proposals.error) return <ProblemNotice problem={proposals.error.problem} />;
  if (proposals.data === undefined || things.data === undefined) return null;
  return (
    <Answer
      key={issue.id}
      issue={issue}
      proposals={proposals.data}
      things={things.data}
      takeFocus={takeFocus}
      onDeciding={onDeciding}
      onDecided={onDecided}
    />
  );
}

function Concerns({ id }: { readonly id: number }) {
  const say = useWords(words);
  const things = useCall('issues/things', { id }, { keepPrevious: false }).data ?? [];
  const once = [
    ...new Map(
      things.map((thing) => [`${thing.kind} ${'id' in thing.row ? thing.row.id : thing.key}`, thing]),
    ).values(),
  ];
  if (once.length === 0) return null;
  return (
    <section aria-label={say('d.concerns')}>
      <h3>{say('d.concerns')}</h3>
      <ul className={classes.things}>
        {once.map((thing) => (
          <li key={`${thing.kind} ${thing.key}`}>
            <ThingLine thing={thing} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Past({ id }: { readonly id: number }) {
  const say = useWords(words);
  const past = useCall('issues/history', { id }, { keepPrevious: false }).data ?? [];
  return (
    <section aria-label={say('d.history')}>
      <h3>{say('d.history')}</h3>
      <ol className={classes.past}>
        {past.map((moment, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: moments have no id and only grow at the end
          <li key={index}>
            <span className={classes.soft}>
              <InstantText at={moment.at} />
            </span>
            <span dir="auto">
              <Words words={moment.words} run={moment.run} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A moment's words; the run is a link where they name it, and behind them otherwise. */
function Words({ words: english, run }: { readonly words: string; readonly run: number | null }) {
  const say = useWords(words);
  const told = useTold()(english);
  if (run === null) return told;
  const named = say('d.runNamed', { run });
  const at = told.indexOf(named);
  const link = <a href={`#/runs/${run}`}>{at < 0 ? say('d.run', { run }) : named}</a>;
  if (at < 0) {
    return (
      <>
        {told} {link}
      </>
    );
  }
  return (
    <>
      {told.slice(0, at)}
      {link}
      {told.slice(at + named.length)}
    </>
  );
}

function Technical({ got }: { readonly got: Got }) {
  const say = useWords(words);
  const format = useFormat();
  const places = usePlaces();
  const { issue } = got;
  const response = issue.details.httpStatus;
  const facts: readonly (readonly [string, string])[] = [
    [say('x.code'), issue.code],
    [say('x.about'), `${issue.entityType} ${issue.entityExternalId}`],
    [say('x.system'), places.system(issue.integration)],
    [say('x.operation'), issue.operation],
    ...(response === undefined || response === null ? [] : [[say('x.response'), String(response)] as const]),
    [say('x.first'), format.instant(issue.firstSeen)],
    [say('x.last'), format.instant(issue.lastSeen)],
    [say('x.times'), format.count(issue.timesSeen)],
    [say('x.fingerprint'), issue.fingerprint],
  ];
  return (
    <details className={classes.fold}>
      <summary>{say('d.technical')}</summary>
      <dl className={shared.facts}>
        {facts.map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <RecordTree value={issue.details} label={say('x.details')} />
      {got.payload === null || got.payloadFetchedAt === null ? (
        <p className={classes.soft}>{say('d.noRecord')}</p>
      ) : (
        <>
          <p className={classes.soft}>{say('d.record', { when: format.instant(got.payloadFetchedAt) })}</p>
          <RecordTree value={got.payload} />
        </>
      )}
    </details>
  );
}

/** Below the details, always in sight: on to the next, and what else can be done with it. */
export function DetailsFoot(props: {
  readonly open: boolean;
  readonly onNext: () => void;
  readonly onPrevious: () => void;
  readonly onResolve: () => void;
  readonly onIgnore: () => void;
  readonly onRetry: () => void;
  readonly onReopen: () => void;
  readonly onAssign: () => void;
  readonly onSnooze: () => void;
  /** Null where it is not put aside. */
  readonly onWake: (() => void) | null;
}) {
  const say = useWords(words);
  const sayCare = useWords(careWords);
  const button = (label: string, keys: string | null, act: () => void) => (
    <Button
      size="compact-sm"
      variant="default"
      onClick={act}
      rightSection={keys === null ? null : <KeyHint keys={keys} />}
    >
      {label}
    </Button>
  );
  return (
    <div className={classes.walk}>
      {props.open ? (
        <>
          {button(say('act.resolve'), 'r', props.onResolve)}
          {button(say('act.ignore'), 'i', props.onIgnore)}
          {button(say('act.retry'), 't', props.onRetry)}
          {button(sayCare('act.assign'), 'a', props.onAssign)}
          {props.onWake === null
            ? button(sayCare('act.snooze'), 's', props.onSnooze)
            : button(sayCare('act.wake'), null, props.onWake)}
        </>
      ) : (
        button(say('act.reopen'), null, props.onReopen)
      )}
      <span className={classes.grow} />
      {button(say('d.previous'), 'k', props.onPrevious)}
      {button(say('d.next'), 'j', props.onNext)}
    </div>
  );
}
