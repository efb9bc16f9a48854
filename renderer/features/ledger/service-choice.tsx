import { useCall } from '../../bridge/use-call.ts';
import { Choice } from '../../components/filters.tsx';
import { useWords } from '../../i18n/words.ts';
import { words } from './words.ts';

/** A filter by service. */
export function ServiceChoice(props: {
  readonly value: number | null;
  readonly onChange: (service: number | null) => void;
}) {
  const say = useWords(words);
  const services = useCall('services/list', { sort: 'name', limit: 500 });
  const options = (services.data?.rows ?? []).map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <Choice
      label={say('field.service')}
      value={props.value === null ? null : String(props.value)}
      onChange={(value) => props.onChange(value === null ? null : Number(value))}
      options={options}
    />
  );
}
