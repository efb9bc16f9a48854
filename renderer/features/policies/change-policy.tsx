/** Choosing another value: its effect by month is worked out on a copy and shown before anything is saved. */
import { Autocomplete, Button, NumberInput, Radio, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../bridge/use-act.ts';
import { rememberUndo } from '../../components/toasts.tsx';
import { Told } from '../../components/told.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useTold } from '../../i18n/engine/use-told.ts';
import { useWords } from '../../i18n/words.ts';
import { useOperator } from '../operators/use-operator.ts';
import { ChoiceEffect } from './choice-effect.tsx';
import classes from './policies.module.css';
import type { Policies, Policy } from './screen.tsx';
import { type Choice, useChoiceEffect } from './use-choice-effect.ts';
import { words } from './words.ts';

interface Props {
  readonly policy: Policy;
  readonly list: Policies;
  readonly service: string | null;
  readonly onService: (service: string | null) => void;
  readonly onDone: () => void;
}

/** Stands for "nobody chooses" among the values. */
const BACK = 'back';

export function ChangePolicy({ policy, list, service, onService, onDone }: Props) {
  const say = useWords(words);
  const told = useTold();
  const format = useFormat();
  const save = useAct('policies/save');
  const undo = useAct('decisions/undo');
  const { people } = useOperator();
  const exception = policy.byService.find((each) => each.service === service);
  const holds = (service === null ? undefined : exception) ?? policy.company;
  const canGoBack = (service === null ? policy.company.decision : exception?.decision) != null;
  const [picked, setPicked] = useState<string | number | null>(null);
  const [from, setFrom] = useState(list.from);
  const [approver, setApprover] = useState('');
  const [reason, setReason] = useState('');
  const value = pickedOf(policy, picked);
  // What is to hold in a later month may be what holds now, when something else is planned between.
  const same = value === holds.value && policy.planned.length === 0;
  const choice: Choice | null = value === undefined || same ? null : { key: policy.key, service, value, from };
  const { effect, problem, busy } = useChoiceEffect(choice);
  const ready = choice !== null && effect !== null && approver.trim() !== '' && reason.trim() !== '';
  const onSave = async () => {
    if (choice === null) return;
    const saved = await save.act({ ...choice, approver: approver.trim(), reason: reason.trim() });
    if (!saved.ok) return;
    const { decision } = saved.value;
    rememberUndo({
      words: say('saved', { title: told(policy.title), month: format.month(saved.value.from) }),
      undo: () => undo.act({ id: decision }),
    });
    onDone();
  };
  const pickedValue = picked === null ? String(holds.value) : String(picked);
  return (
    <div className={classes.change}>
      {policy.perService && (
        <Select
          label={say('for')}
          value={service ?? ''}
          data={[
            { value: '', label: say('company') },
            ...list.services.map(({ key, name }) => ({ value: key, label: name })),
          ]}
          allowDeselect={false}
          searchable
          comboboxProps={{ transitionProps: { duration: 0 } }}
          onChange={(key) => onService(key === '' ? null : key)}
        />
      )}
      {policy.options !== null && (
        <Radio.Group label={say('choose')} value={pickedValue} onChange={setPicked}>
          <div className={classes.options}>
            {policy.options.map((option) => (
              <Radio
                key={String(option.value)}
                value={String(option.value)}
                classNames={{ radio: classes.radio ?? '' }}
                label={<Told>{option.words}</Told>}
                {...(option.value === holds.value ? { description: say('holds') } : {})}
              />
            ))}
            {canGoBack && (
              <Radio
                value={BACK}
                classNames={{ radio: classes.radio ?? '' }}
                label={say(service === null ? 'back' : 'backService')}
              />
            )}
          </div>
        </Radio.Group>
      )}
      {policy.limits !== null && (
        <NumberPolicy policy={policy} limits={policy.limits} now={Number(holds.value)} onPick={setPicked} />
      )}
      {policy.limits !== null && canGoBack && (
        <div>
          <Button variant="default" size="xs" aria-pressed={picked === BACK} onClick={() => setPicked(BACK)}>
            {say(service === null ? 'back' : 'backService')}
          </Button>
        </div>
      )}
      {policy.mayWait && (
        <Select
          label={say('begins')}
          description={say('beginsHelp')}
          value={from}
          data={list.months.map((month) => ({
            value: month,
            label: month === list.from ? say('beginsOpen', { month: format.month(month) }) : format.month(month),
          }))}
          allowDeselect={false}
          comboboxProps={{ transitionProps: { duration: 0 } }}
          onChange={(month) => setFrom(month ?? list.from)}
        />
      )}
      <ChoiceEffect effect={effect} problem={problem} busy={busy} />
      <Autocomplete
        label={say('approver')}
        description={say('approverHelp')}
        required
        maxLength={200}
        data={(people ?? []).filter(({ active }) => active).map(({ name }) => name)}
        value={approver}
        comboboxProps={{ transitionProps: { duration: 0 } }}
        onChange={setApprover}
      />
      <Textarea
        label={say(policy.needsLegalBasis ? 'whyBasis' : 'why')}
        description={say(policy.needsLegalBasis ? 'whyBasisHelp' : 'whyHelp')}
        required
        autosize
        minRows={2}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div>
        <Button disabled={!ready} loading={save.busy} onClick={() => void onSave()}>
          {say('save')}
        </Button>
      </div>
    </div>
  );
}

function NumberPolicy(props: {
  readonly policy: Policy;
  readonly limits: NonNullable<Policy['limits']>;
  readonly now: number;
  readonly onPick: (value: number | null) => void;
}) {
  const say = useWords(words);
  const { limits, now, onPick } = props;
  const { least, most } = limits;
  const unit = say(limits.unit === 'days' ? 'unit.days' : 'unit.months');
  return (
    <NumberInput
      label={say('number', { unit })}
      description={say('numberHelp', { least, most, unit })}
      defaultValue={now}
      min={least}
      max={most}
      allowDecimal={false}
      allowNegative={false}
      w="12rem"
      onChange={(typed) => {
        const whole = Number(typed);
        onPick(typed !== '' && Number.isInteger(whole) && whole >= least && whole <= most ? whole : null);
      }}
    />
  );
}

/** The value that was picked: null goes back to what holds when nobody chooses, undefined is none. */
function pickedOf(policy: Policy, picked: string | number | null): Choice['value'] | undefined {
  if (picked === null) return undefined;
  if (picked === BACK) return null;
  if (typeof picked === 'number') return picked;
  return policy.options?.find(({ value }) => String(value) === picked)?.value;
}
