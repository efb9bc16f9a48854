/** Choosing a month or a range of months. The range is said in words, so that nobody has to guess whether its end is in it. */
import { NumberInput, Select } from '@mantine/core';
import { type Month, month as monthFrom, parseMonth } from '../../shared/domain/month.ts';
import { monthName } from '../format/dates.ts';
import { useFormat } from '../format/use-format.ts';
import { common } from '../i18n/common.ts';
import { useWords } from '../i18n/words.ts';
import classes from './components.module.css';

interface Bounds {
  readonly min?: string;
  readonly max?: string;
}

const NUMBERS = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'));

/** A month by name and year; never outside `min` to `max`. */
export function MonthPicker(
  props: Bounds & { readonly label: string; readonly value: string; readonly onChange: (month: string) => void },
) {
  const say = useWords(common);
  const { locale } = useFormat();
  const set = (year: string, number: string): void => {
    const next = parseMonth(`${year}-${number}`);
    if (next !== null) props.onChange(within(next, props));
  };
  const year = props.value.slice(0, 4);
  const number = props.value.slice(5, 7);
  return (
    <fieldset className={classes.months}>
      <legend className={classes.label}>{props.label}</legend>
      <Select
        aria-label={`${props.label}: ${say('month.month')}`}
        w="9rem"
        allowDeselect={false}
        value={number}
        data={NUMBERS.map((value) => ({
          value,
          label: monthName(`2000-${value}`, locale),
          disabled: `${year}-${value}` < (props.min ?? '') || `${year}-${value}` > (props.max ?? '9999-12'),
        }))}
        onChange={(value) => value !== null && set(year, value)}
      />
      <NumberInput
        aria-label={`${props.label}: ${say('month.year')}`}
        w="6rem"
        value={Number(year)}
        min={Number((props.min ?? '1990').slice(0, 4))}
        max={Number((props.max ?? '2199').slice(0, 4))}
        allowDecimal={false}
        clampBehavior="strict"
        onChange={(value) => set(String(value), number)}
      />
    </fieldset>
  );
}

/** Two months, both included, and the range in words. */
export function MonthRangePicker(
  props: Bounds & {
    readonly from: string;
    readonly until: string;
    readonly onChange: (from: string, until: string) => void;
  },
) {
  const say = useWords(common);
  const format = useFormat();
  const { from, until, onChange } = props;
  return (
    <div className={classes.stack}>
      <div className={classes.months}>
        <MonthPicker
          {...bounds(props)}
          label={say('range.from')}
          value={from}
          onChange={(next) => onChange(next, later(next, until))}
        />
        <MonthPicker
          {...bounds(props)}
          label={say('range.until')}
          value={until}
          onChange={(next) => onChange(next === later(next, from) ? from : next, next)}
        />
      </div>
      <output aria-live="polite">{format.months(from, until)}</output>
    </div>
  );
}

function bounds({ min, max }: Bounds): Bounds {
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

function within(value: Month, { min, max }: Bounds): Month {
  if (min !== undefined && value < min) return monthFrom(min);
  return max !== undefined && value > max ? monthFrom(max) : value;
}

/** The later of two months: their text is in time order. */
function later(one: string, other: string): string {
  return one.localeCompare(other) > 0 ? one : other;
}
