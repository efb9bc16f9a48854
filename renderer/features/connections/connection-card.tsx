/** One system: whether it works, since when, and what can be done with it. */
import { Button } from '@mantine/core';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ConfirmAct } from '../../components/confirm-act.tsx';
import { type Meaning, StatusWord } from '../../components/status-word.tsx';
import { Name } from '../../components/texts.tsx';
import { showNote } from '../../components/toasts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { common } from '../../i18n/common.ts';
import { useTold } from '../../i18n/engine/use-told.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { useDesk } from '../../state/desk.ts';
import classes from './connections.module.css';
import { forgetTest, keepTests, useKept } from './drafts.ts';
import { FindingsList } from './findings.tsx';
import { wholeDaysSince } from './key-age.ts';
import { stepsInWords } from './steps-in-words.ts';
import { words } from './words.ts';

type Card = WindowOutput<'connections/cards'>[number];

const MEANING: Readonly<Record<Card['status'], Meaning>> = {
  works: 'done',
  untested: 'wait',
  trouble: 'look',
  removed: 'wait',
};

export function ConnectionCard(props: {
  readonly card: Card;
  readonly onForm: (mode: 'settings' | 'key') => void;
  readonly open: boolean;
}) {
  const { card, onForm } = props;
  const say = useWords(words);
  const told = useTold();
  const format = useFormat();
  const kept = useKept((state) => state.tests[card.id]);
  const test = useAct('connections/test');
  const runTest = async () => {
    const tested = await test.act({ connection: card.id });
    if (tested.ok) keepTests(tested.value);
  };
  const troubled = card.status === 'trouble';
  return (
    <li className={classes.card} aria-labelledby={`connection-${card.id}`} aria-current={props.open || undefined}>
      <div className={classes.head}>
        <h2 id={`connection-${card.id}`}>
          <Name wrap>{card.label}</Name>
        </h2>
        {card.label !== card.providerName && <span className={classes.soft}>{card.providerName}</span>}
        <StatusWord meaning={MEANING[card.status]}>{say(`status.${card.status}`)}</StatusWord>
      </div>
      {troubled && (
        <div>
          <p dir="auto">{told(card.problem ?? '')}</p>
          <p dir="auto" className={classes.fix}>
            {told(card.fix ?? '')}
          </p>
        </div>
      )}
      <Facts card={card} />
      {test.busy ? (
        <StatusWord meaning="running">{say('testing', { name: isolate(card.label) })}</StatusWord>
      ) : (
        kept !== undefined && (
          <>
            <FindingsList name={card.label} found={kept.findings} />
            <p className={classes.soft}>{say('tested', { when: format.instant(kept.at) })}</p>
          </>
        )
      )}
      <div className={classes.acts}>
        <Button variant="default" size="xs" loading={test.busy} onClick={() => void runTest()}>
          {say('test')}
        </Button>
        <Button variant="default" size="xs" onClick={() => onForm('settings')}>
          {say('edit')}
        </Button>
        <Button variant={troubled ? 'light' : 'default'} size="xs" onClick={() => onForm('key')}>
          {say('replaceKey')}
        </Button>
        <RemoveAct card={card} />
      </div>
    </li>
  );
}

function Facts({ card }: { readonly card: Card }) {
  const say = useWords(words);
  const sayCommon = useWords(common);
  const format = useFormat();
  const sample = useDesk((state) => state.desk?.sample === true);
  const stored = card.keyStoredAt;
  const days = stored === null ? 0 : wholeDaysSince(stored, Date.now());
  const key =
    stored !== null
      ? say(days === 0 ? 'keyToday' : 'keyDays', { when: format.instant(stored), count: days })
      : say(sample ? 'keySample' : 'keyNone');
  return (
    <dl className={classes.facts}>
      <div>
        <dt>{say('lastSuccess')}</dt>
        <dd>{card.lastSuccessAt === null ? say('never') : format.instant(card.lastSuccessAt)}</dd>
      </div>
      <div>
        <dt>{say('calls')}</dt>
        <dd>{say('callsCount', { count: card.callsInLastRun })}</dd>
      </div>
      <div>
        <dt>{say('records')}</dt>
        <dd>{say('recordsCount', { count: card.records })}</dd>
      </div>
      <div>
        <dt>{say('feeds')}</dt>
        <dd>{stepsInWords(card.feeds, sayCommon) || say('feedsNothing')}</dd>
      </div>
      <div>
        <dt>{say('keyAge')}</dt>
        <dd>{key}</dd>
      </div>
    </dl>
  );
}

function RemoveAct({ card }: { readonly card: Card }) {
  const say = useWords(words);
  const sayCommon = useWords(common);
  const remove = useAct('connections/remove');
  const name = isolate(card.label);
  const steps = stepsInWords(card.feeds, sayCommon);
  return (
    <ConfirmAct
      label={say('remove')}
      title={say('removeTitle', { name })}
      confirm={say('removeConfirm', { count: card.records })}
      destructive
      size="xs"
      onConfirm={async () => {
        const removed = await remove.act({ label: card.label });
        if (!removed.ok) return;
        forgetTest(card.id);
        showNote(say('removed', { name }));
      }}
    >
      <ul>
        <li>{card.records === 0 ? say('removeStaysNone') : say('removeStays', { count: card.records })}</li>
        <li>{say('removeKeys')}</li>
        {steps !== '' && <li>{say('removeFeeds', { steps })}</li>}
        <li>{say('removeBack')}</li>
      </ul>
    </ConfirmAct>
  );
}
