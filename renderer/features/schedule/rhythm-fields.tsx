/** How often, on which day, at what time. */
import { Select, TextInput } from '@mantine/core';
import { Segments } from '../../components/filters.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import classes from './schedule.module.css';
import { isTime, NEW_RHYTHM, type Schedule, weekdayName } from './schedule-words.ts';
import { words } from './words.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const FROM_START = Array.from({ length: 15 }, (_, at) => at + 1);
const FROM_END = Array.from({ length: 10 }, (_, at) => -1 - at);

export function RhythmFields({
  schedule,
  onChange,
}: {
  readonly schedule: Schedule;
  readonly onChange: (schedule: Schedule) => void;
}) {
  const say = useWords(words);
  const format = useFormat();
  const { rhythm, time } = schedule;
  const dayWords = (day: number): string => {
    if (day === -1) return say('last');
    return say(day > 0 ? 'first' : 'fromEnd', { n: ordinal(Math.abs(day), format.locale) });
  };
  return (
    <>
      <Segments
        label={say('rhythm')}
        value={rhythm.kind}
        options={[
          { value: 'daily', label: say('daily') },
          { value: 'weekly', label: say('weekly') },
          { value: 'workday', label: say('workday') },
        ]}
        onChange={(kind) => {
          if (kind !== rhythm.kind) onChange({ ...schedule, rhythm: NEW_RHYTHM[kind] });
        }}
      />
      <div className={classes.row}>
        {rhythm.kind === 'weekly' && (
          <Select
            label={say('weekday')}
            w="12rem"
            allowDeselect={false}
            value={String(rhythm.weekday)}
            data={WEEKDAYS.map((day) => ({ value: String(day), label: weekdayName(day, format.locale) }))}
            onChange={(value) =>
              value !== null && onChange({ ...schedule, rhythm: { kind: 'weekly', weekday: Number(value) } })
            }
          />
        )}
        {rhythm.kind === 'workday' && (
          <Select
            label={say('workdayOf')}
            description={say('workdayHelp')}
            inputWrapperOrder={['label', 'input', 'description']}
            w="18rem"
            allowDeselect={false}
            value={String(rhythm.day)}
            data={[...FROM_START, ...FROM_END].map((day) => ({ value: String(day), label: dayWords(day) }))}
            onChange={(value) =>
              value !== null && onChange({ ...schedule, rhythm: { kind: 'workday', day: Number(value) } })
            }
          />
        )}
        <TextInput
          type="time"
          label={say('time')}
          w="9rem"
          value={time}
          required
          withAsterisk={false}
          error={isTime(time) ? null : say('timeNeeded')}
          onChange={(event) => onChange({ ...schedule, time: event.currentTarget.value })}
        />
      </div>
    </>
  );
}

/** `1st` in English; elsewhere the number says it. */
function ordinal(n: number, locale: string): string {
  if (!locale.toLowerCase().startsWith('en')) return String(n);
  const endings: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
  return `${n}${endings[new Intl.PluralRules('en', { type: 'ordinal' }).select(n)] ?? 'th'}`;
}
