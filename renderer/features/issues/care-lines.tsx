/** What the list says about snoozed issues, and an opened issue about who looks after it. */
import { Button } from '@mantine/core';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { useCall } from '../../bridge/use-call.ts';
import { StatusWord } from '../../components/status-word.tsx';
import { useFormat } from '../../format/use-format.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { careWords } from './care-words.ts';
import classes from './issues.module.css';
import type { Filter, View } from './view.ts';

/** How many of what the filters ask for are put aside, and their money: nothing leaves the list in silence. */
export function useSnoozed(filter: Filter) {
  const hides = filter.snoozed === 'hide';
  const { data } = useCall('issues/page', { ...filter, snoozed: 'only', limit: 1 }, { enabled: hides });
  return hides && data !== undefined ? { count: data.total, amount: data.amountAtRisk } : { count: 0, amount: 0 };
}

export function SnoozedLine(props: {
  readonly view: View;
  readonly snoozed: ReturnType<typeof useSnoozed>;
  readonly onChange: (change: Partial<View>) => void;
}) {
  const { view, snoozed, onChange } = props;
  const say = useWords(careWords);
  const format = useFormat();
  if (view.snoozed === 'only' && view.only === null) {
    return (
      <p className={classes.sentence}>
        <span>{say('line.only')}</span>
        <Button size="compact-sm" variant="default" onClick={() => onChange({ snoozed: null })}>
          {say('line.end')}
        </Button>
      </p>
    );
  }
  if (snoozed.count === 0) return null;
  return (
    <p className={classes.sentence}>
      <span>{say('line.hidden', { count: snoozed.count, amount: format.moneyWithCode(snoozed.amount) })}</span>
      <Button size="compact-sm" variant="default" onClick={() => onChange({ snoozed: 'only' })}>
        {say('line.show')}
      </Button>
    </p>
  );
}

type Issue = WindowOutput<'issues/get'>['issue'];

/** Who looks after it, and whether it is or was put aside. */
export function CareOf({ issue }: { readonly issue: Issue }) {
  const say = useWords(careWords);
  const format = useFormat();
  const { owner, snooze } = issue;
  return (
    <>
      <p className={classes.soft}>{owner === null ? say('d.nobody') : say('d.owner', { name: isolate(owner.name) })}</p>
      {snooze !== null && (
        <StatusWord meaning={snooze.asleep ? 'wait' : 'look'}>
          {say(snooze.asleep ? 'd.asleep' : snooze.due ? 'd.due' : 'd.changed', {
            day: format.date(snooze.until),
            who: isolate(snooze.who),
            reason: isolate(snooze.reason),
          })}
        </StatusWord>
      )}
    </>
  );
}

type Owners = WindowOutput<'issues/groups'>[number]['owners'];

/** Who looks after the issues of a cause: one name, and how many more. */
export function OwnersOf({ owners, of }: { readonly owners: Owners; readonly of: number }) {
  const say = useWords(careWords);
  const [first, ...more] = owners;
  if (first === undefined) return null;
  const name = isolate(first.name);
  if (more.length > 0) return say('owner.of', { name, count: more.length });
  return first.count < of ? say('owner.some', { name, count: first.count }) : name;
}
