/** The parts of a toolbar: search, a choice with its label, and a few words side by side. */
import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { common } from '../i18n/common.ts';
import { useWords } from '../i18n/words.ts';
import classes from './components.module.css';

export interface Option<V extends string> {
  readonly value: V;
  readonly label: string;
}

/** The screen's search: `/` goes to it, Esc empties it. The list follows the typing after a breath. */
export function SearchBox(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label: string;
}) {
  const { value, onChange, label } = props;
  const [typed, setTyped] = useState(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change from outside (Back, a link) overwrites what is typed
  useEffect(() => {
    if (typed !== value) setTyped(value);
  }, [value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one wait a letter; the handler of the last render is the right one
  useEffect(() => {
    if (typed === value) return;
    const wait = setTimeout(() => onChange(typed), 120);
    return () => clearTimeout(wait);
  }, [typed]);
  return (
    <TextInput
      data-screen-search
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<Search size="1rem" aria-hidden />}
      value={typed}
      maxLength={200}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && typed !== '') {
          event.stopPropagation();
          setTyped('');
        }
      }}
    />
  );
}

/** One of several words. Null stands for all of them. */
export function Choice<V extends string>(props: {
  readonly label: string;
  readonly value: V | null;
  readonly onChange: (value: V | null) => void;
  readonly options: readonly Option<V>[];
  /** The words for "no filter"; "All" when left out. */
  readonly all?: string;
  /** Narrower than usual, where the words are short. */
  readonly width?: string;
}) {
  const say = useWords(common);
  return (
    <Select
      label={props.label}
      placeholder={props.all ?? say('act.all')}
      value={props.value}
      data={props.options.map((option) => ({ value: option.value, label: option.label }))}
      onChange={(value) => props.onChange(props.options.find((option) => option.value === value)?.value ?? null)}
      clearable
      comboboxProps={{ transitionProps: { duration: 0 } }}
      clearButtonProps={{ 'aria-label': `${props.label}: ${props.all ?? say('act.all')}` }}
      w={props.width ?? '11rem'}
    />
  );
}

/** Two to four words side by side, one of which is on. */
export function Segments<V extends string>(props: {
  readonly label: string;
  readonly value: V;
  readonly onChange: (value: V) => void;
  readonly options: readonly Option<V>[];
}) {
  const id = useId();
  return (
    <div>
      <span id={id} className={classes.label}>
        {props.label}
      </span>
      <SegmentedControl
        aria-labelledby={id}
        value={props.value}
        data={props.options.map((option) => ({ value: option.value, label: option.label }))}
        onChange={(value) => {
          const option = props.options.find((one) => one.value === value);
          if (option) props.onChange(option.value);
        }}
      />
    </div>
  );
}
