/** What a report can be asked for: only what it knows is there. */
import { Select, Switch, TextInput } from '@mantine/core';
import { lastDay, month as monthFrom } from '../../../shared/domain/month.ts';
import { Choice, Segments } from '../../components/filters.tsx';
import { useWords } from '../../i18n/words.ts';
import { MonthSelect } from '../accruals/month-select.tsx';
import { currencyOf } from './cells.ts';
import { WITH_CHART } from './chart.ts';
import { monthBefore } from './month-before.ts';
import { type Report, type ReportName, type ReportView, SPANS, STYLES } from './view.ts';
import { words } from './words.ts';

interface Props {
  readonly name: ReportName;
  readonly known: readonly string[];
  readonly view: ReportView;
  readonly month: string;
  readonly months: readonly string[];
  readonly report: Report | undefined;
  readonly onChange: (change: Partial<ReportView>) => void;
}

export function ReportOptions({ name, known, view, month, months, report, onChange }: Props) {
  const say = useWords(words);
  const knows = (option: string) => known.includes(option);
  return (
    <>
      <MonthSelect
        label={say('month')}
        value={month}
        months={months}
        onChange={(value) => onChange({ month: value })}
      />
      {knows('months') && (
        <Select
          label={say('months')}
          w="9rem"
          allowDeselect={false}
          comboboxProps={{ transitionProps: { duration: 0 } }}
          value={view.months}
          data={SPANS.map((value) => ({ value, label: say('months.up', { count: Number(value) }) }))}
          onChange={(value) => onChange({ months: SPANS.find((span) => span === value) ?? '12' })}
        />
      )}
      {knows('currency') && <CurrencyChoice view={view} report={report} onChange={onChange} />}
      {knows('asOf') && (
        <TextInput
          type="date"
          label={say('asOf')}
          value={view.asOf === '' ? lastDay(monthFrom(month)) : view.asOf}
          onChange={(event) => onChange({ asOf: event.currentTarget.value })}
        />
      )}
      {knows('by') && (
        <Segments
          label={say('by')}
          value={view.by}
          onChange={(by) => onChange({ by })}
          options={[
            { value: 'due', label: say('by.due') },
            { value: 'invoice', label: say('by.invoice') },
          ]}
        />
      )}
      {knows('style') && (
        <Choice
          label={say('style')}
          all={say('style.set')}
          value={view.style}
          onChange={(style) => onChange({ style })}
          options={STYLES.map((value) => ({ value, label: say(`style.${value}`) }))}
        />
      )}
      {knows('level') && (
        <Segments
          label={say('level')}
          value={view.level}
          onChange={(level) => onChange({ level })}
          options={[
            { value: 'summary', label: say('level.summary') },
            { value: 'detail', label: say('level.detail') },
          ]}
        />
      )}
      {knows('perContract') && (
        <Segments
          label={say('rowsOf')}
          value={view.contracts ? 'contracts' : 'services'}
          onChange={(value) => onChange({ contracts: value === 'contracts' })}
          options={[
            { value: 'services', label: say('rowsOf.services') },
            { value: 'contracts', label: say('rowsOf.contracts') },
          ]}
        />
      )}
      {knows('comparedWith') && (
        <MonthSelect
          label={say('against')}
          value={view.against === '' ? monthBefore(month) : view.against}
          months={months}
          onChange={(against) => onChange({ against })}
        />
      )}
      {WITH_CHART.includes(name) && (
        <Segments
          label={say('show')}
          value={view.show}
          onChange={(show) => onChange({ show })}
          options={[
            { value: 'table', label: say('show.table') },
            { value: 'chart', label: say('show.chart') },
          ]}
        />
      )}
      {knows('perService') && (
        <Switch
          mb={8}
          label={say('perService')}
          checked={!view.together}
          onChange={(event) => onChange({ together: !event.currentTarget.checked })}
        />
      )}
      {knows('strict') && (
        <Switch
          mb={8}
          label={say('strict')}
          checked={view.strict}
          onChange={(event) => onChange({ strict: event.currentTarget.checked })}
        />
      )}
    </>
  );
}

/** Only where figures come in more than one currency. */
function CurrencyChoice({ view, report, onChange }: Pick<Props, 'view' | 'report' | 'onChange'>) {
  const say = useWords(words);
  const met = new Set(report?.rows.map((row) => currencyOf(row, report.currency)));
  if (view.currency !== '') met.add(view.currency);
  if (met.size < 2 && view.currency === '') return null;
  return (
    <Choice
      label={say('currency')}
      value={view.currency === '' ? null : view.currency}
      onChange={(currency) => onChange({ currency: currency ?? '' })}
      options={[...met].map((code) => ({ value: code, label: code }))}
    />
  );
}
