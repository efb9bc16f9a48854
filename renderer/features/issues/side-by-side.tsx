/** Two clients that may be one, field by field. */
import type { Thing } from '../../../shared/contract/triage.ts';
import shared from '../../components/components.module.css';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { usePlaces } from './use-teller.ts';
import { words } from './words.ts';

type Client = Extract<Thing, { kind: 'client' }>['row'];

export function SideBySide({ stays, joins }: { readonly stays: Client; readonly joins: Client }) {
  const say = useWords(words);
  const format = useFormat();
  const places = usePlaces();
  const rows: readonly (readonly [string, (client: Client) => string])[] = [
    [say('m.name'), (client) => client.name],
    [say('m.code'), (client) => client.code],
    [say('m.email'), (client) => client.email ?? '–'],
    [say('m.systems'), (client) => client.systems.map(places.system).join(', ')],
    [say('m.contracts'), (client) => format.count(client.contracts)],
    [say('m.deferred'), (client) => format.moneyWithCode(client.deferred)],
  ];
  return (
    <table className={shared.plainTable} aria-label={say('m.title')}>
      <thead>
        <tr>
          <th scope="col">{say('m.field')}</th>
          <th scope="col">{say('m.stays')}</th>
          <th scope="col">{say('m.joins')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, of]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td dir="auto">{of(stays)}</td>
            <td dir="auto">{of(joins)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
