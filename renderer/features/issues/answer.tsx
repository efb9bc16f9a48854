/** The answer to an issue: what could be decided, what that would do, and the one button that does it. */
import { Button, Radio, TextInput } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Thing } from '../../../shared/contract/triage.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { takeFocus } from '../../components/take-focus.ts';
import { useFormat } from '../../format/use-format.ts';
import { useTold } from '../../i18n/engine/use-told.ts';
import { useWords } from '../../i18n/words.ts';
import { useDecide } from './acts.ts';
import { AnswerFields } from './answer-fields.tsx';
import { documentOfContract, draftOf, firstTyped, type Proposal, type Typed } from './draft.ts';
import { EffectWords } from './effect-words.tsx';
import classes from './issues.module.css';
import { SideBySide } from './side-by-side.tsx';
import { ThingLine } from './thing-line.tsx';
import { useEffectOf } from './use-effect-of.ts';
import { words } from './words.ts';

interface Props {
  readonly issue: { readonly id: number; readonly details: Readonly<Record<string, unknown>> };
  readonly proposals: readonly Proposal[];
  readonly things: readonly Thing[];
  /** Whether the first control is gone to at once: after a decision, for the next. */
  readonly takeFocus: boolean;
  /** Called with true once the decision is on its way, and with false where it was refused. */
  readonly onDeciding: (busy: boolean) => void;
  readonly onDecided: () => void;
}

export function Answer({ issue, proposals, things, takeFocus, onDeciding, onDecided }: Props) {
  const say = useWords(words);
  const { currency } = useFormat();
  const answers = withAnother(proposals, say('a.another'));
  const [chosen, setChosen] = useState(0);
  const proposal = answers[chosen] ?? answers[0];
  const [typed, setTyped] = useState<Readonly<Record<number, Typed>>>({});
  const [note, setNote] = useState('');
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const { decide, busy } = useDecide();
  const form = useRef<HTMLFormElement>(null);
  const name = useId();
  const now = proposal ? (typed[chosen] ?? firstTyped(proposal, issue.details)) : {};
  const draft = proposal ? draftOf(proposal, now, currency) : null;
  const { effect, problem } = useEffectOf(draft);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the issue is shown
  useEffect(() => {
    if (takeFocus) focusFirst(form.current);
  }, []);
  if (proposal === undefined) return <p>{say('a.none')}</p>;

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    // Nothing is decided before its effect was shown: a key held down cannot decide one issue after the other.
    if (draft === null || effect === null || busy) return;
    onDeciding(true);
    const result = await decide(draft, note.trim() === '' ? proposal.words : note.trim());
    if (result.ok) onDecided();
    else {
      onDeciding(false);
      setRefusal(result.problem);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.repeat) event.preventDefault();
  };
  const shown = refusal ?? problem;
  return (
    <form
      ref={form}
      data-answer
      className={classes.answer}
      onSubmit={(event) => void onSubmit(event)}
      onKeyDown={onKeyDown}
    >
      <fieldset className={classes.answers}>
        <legend>{say('a.legend')}</legend>
        {answers.map((each, index) => (
          <Radio
            key={`${each.kind} ${each.subject} ${each.words}`}
            name={name}
            value={String(index)}
            checked={index === chosen}
            onChange={() => {
              setChosen(index);
              setRefusal(null);
            }}
            label={<AnswerLabel proposal={each} all={answers} things={things} details={issue.details} />}
          />
        ))}
      </fieldset>
      <MergeView proposal={proposal} things={things} />
      <AnswerFields
        issue={issue.id}
        proposal={proposal}
        typed={now}
        onTyped={(next) => {
          setTyped({ ...typed, [chosen]: next });
          setRefusal(null);
        }}
      />
      <TextInput
        label={say('a.note')}
        value={note}
        maxLength={500}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={classes.effect} aria-live="polite">
        {draft === null && <p>{say('a.incomplete')}</p>}
        {draft !== null && effect === null && shown === null && <p>{say('a.working')}</p>}
        {effect !== null && shown === null && <EffectWords effect={effect} />}
        {shown !== null && <ProblemNotice problem={shown} />}
      </div>
      <div>
        <Button type="submit" loading={busy} disabled={draft === null || shown !== null}>
          {effect !== null && effect.clears > 0 ? say('a.doClears', { count: effect.clears }) : say('a.do')}
        </Button>
      </div>
    </form>
  );
}

/** Goes to the chosen answer or, where there is nothing to choose between, to the first field, else to the button. */
export function focusFirst(form: HTMLElement | null): void {
  const radios = form?.querySelectorAll('input[type=radio]').length ?? 0;
  const place = radios > 1 ? 'input[type=radio]:checked' : '[data-fields] input';
  const first = form?.querySelector<HTMLElement>(place) ?? form?.querySelector<HTMLElement>('button[type=submit]');
  takeFocus(first);
}

/** Where contracts are proposed one can always choose another. */
function withAnother(proposals: readonly Proposal[], label: string): readonly Proposal[] {
  const proposed = proposals.find((each) => each.kind === 'contract' && typeof each.value.with === 'string');
  if (proposed === undefined) return proposals;
  return [...proposals, { kind: 'contract', subject: proposed.subject, value: {}, words: label, needs: ['with'] }];
}

interface LabelProps {
  readonly proposal: Proposal;
  readonly all: readonly Proposal[];
  readonly things: readonly Thing[];
  readonly details: Readonly<Record<string, unknown>>;
}

function AnswerLabel({ proposal, all, things, details }: LabelProps) {
  const say = useWords(words);
  const told = useTold();
  const document = proposal.kind === 'contract' && typeof proposal.value.with === 'string' ? proposal.value.with : null;
  if (document !== null) {
    const contract = things.find((thing) => thing.kind === 'contract' && documentOfContract(thing.key) === document);
    const thing = contract ?? things.find(({ key }) => key === document);
    const at = all.filter((each) => typeof each.value.with === 'string').indexOf(proposal);
    const [score, why] = [textAt(details.scores, at), textAt(details.reasons, at)];
    return (
      <span className={classes.thing}>
        {thing ? <ThingLine thing={thing} link={false} /> : told(proposal.words)}
        {score !== '' && (
          <span className={classes.soft}>
            {say('score.points', { score })}
            {why !== '' &&
              `. ${say('score.why', {
                why: why
                  .split(/, (?![+-]\d)/)
                  .map(told)
                  .join(', '),
              })}`}
          </span>
        )}
      </span>
    );
  }
  const twins = all.filter((each) => each.words === proposal.words).length > 1;
  const subject = twins ? things.find(({ key }) => key === proposal.subject) : undefined;
  return (
    <span className={classes.thing}>
      {told(proposal.words)}
      {subject && <ThingLine thing={subject} link={false} />}
    </span>
  );
}

const textAt = (list: unknown, index: number): string => (Array.isArray(list) ? String(list[index] ?? '') : '');

function MergeView({ proposal, things }: { readonly proposal: Proposal; readonly things: readonly Thing[] }) {
  const other = proposal.value.into ?? proposal.value.from;
  const stays = things.find(({ kind, key }) => kind === 'client' && key === other);
  const joins = things.find(({ kind, key }) => kind === 'client' && key === proposal.subject);
  if (stays?.kind !== 'client' || joins?.kind !== 'client') return null;
  return <SideBySide stays={stays.row} joins={joins.row} />;
}
