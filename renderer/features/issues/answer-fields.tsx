/** The fields an answer asks for. */
import { Select, TextInput } from '@mantine/core';
import { PERIOD_STATUSES } from '../../../shared/domain/entities.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { DATE_FIELDS, fieldsOf, type Proposal, type Typed } from './draft.ts';
import classes from './issues.module.css';
import { ThingChoice } from './thing-choice.tsx';
import { words } from './words.ts';

const KNOWN = [
  'service',
  'status',
  'with',
  'client',
  'start',
  'end',
  'lastDay',
  'firstDay',
  'newEnd',
  'returnDay',
  'refund',
  'amount',
  'basisPoints',
  'rate',
  'month',
] as const;
const CHOICES = { service: 'service', with: 'contract', client: 'client' } as const;

interface Props {
  readonly issue: number;
  readonly proposal: Proposal;
  readonly typed: Typed;
  readonly onTyped: (typed: Typed) => void;
}

export function AnswerFields({ issue, proposal, typed, onTyped }: Props) {
  const fields = fieldsOf(proposal);
  if (fields.length === 0) return null;
  return (
    <div data-fields className={classes.fields}>
      {fields.map((field) => (
        <Field
          key={field}
          issue={issue}
          field={field}
          value={typed[field] ?? ''}
          onChange={(value) => onTyped({ ...typed, [field]: value })}
        />
      ))}
    </div>
  );
}

function Field(props: {
  readonly issue: number;
  readonly field: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { issue, field, value, onChange } = props;
  const say = useWords(words);
  const { currency } = useFormat();
  const known = KNOWN.find((each) => each === field);
  const label = known ? say(`n.${known}`, { currency }) : say('n.other');
  if (known === 'service' || known === 'with' || known === 'client') {
    return <ThingChoice kind={CHOICES[known]} issue={issue} label={label} value={value} onChange={onChange} />;
  }
  if (known === 'status') {
    return (
      <Select
        label={label}
        value={value === '' ? null : value}
        data={PERIOD_STATUSES.map((status) => ({ value: status, label: say(`place.${status}`) }))}
        onChange={(status) => onChange(status ?? '')}
        comboboxProps={{ transitionProps: { duration: 0 } }}
      />
    );
  }
  return (
    <TextInput
      label={label}
      type={DATE_FIELDS.includes(field) ? 'date' : 'text'}
      inputMode={DATE_FIELDS.includes(field) ? undefined : 'decimal'}
      value={value}
      maxLength={40}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
