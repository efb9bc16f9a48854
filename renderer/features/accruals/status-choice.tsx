import { Choice } from '../../components/filters.tsx';
import { useWords } from '../../i18n/words.ts';
import { CONTRACT_CHOICES, statusInWords } from '../ledger/statuses.ts';
import { words as ledgerWords } from '../ledger/words.ts';

type Status = (typeof CONTRACT_CHOICES)[number];

/** A filter by the status of the contract. */
export function StatusChoice(props: {
  readonly value: Status | null;
  readonly onChange: (status: Status | null) => void;
}) {
  const say = useWords(ledgerWords);
  return (
    <Choice
      label={say('field.status')}
      value={props.value}
      onChange={props.onChange}
      options={CONTRACT_CHOICES.map((value) => ({ value, label: statusInWords(value, say) }))}
    />
  );
}
