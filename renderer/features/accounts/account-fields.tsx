/** An account for each purpose, and for each service that has one of its own. */
import { Button, TextInput } from '@mantine/core';
import shared from '../../components/components.module.css';
import { useWords } from '../../i18n/words.ts';
import classes from './accounts.module.css';
import { type Accounts, type Draft, ROLES } from './draft.ts';
import { words } from './words.ts';

interface Props {
  readonly accounts: Accounts;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

const LONGEST = 40;

export function AccountFields({ accounts, draft, onChange }: Props) {
  const say = useWords(words);
  const places = ['revenue', ...ROLES] as const;
  const codeOf = (place: (typeof places)[number]) => (place === 'revenue' ? draft.revenue : (draft.roles[place] ?? ''));
  const setCode = (place: (typeof places)[number], typed: string) =>
    onChange(
      place === 'revenue' ? { ...draft, revenue: typed } : { ...draft, roles: { ...draft.roles, [place]: typed } },
    );
  return (
    <>
      <section className={classes.part} aria-labelledby="purposes">
        <h2 id="purposes">{say('purposes')}</h2>
        <table className={`${shared.plainTable} ${classes.table}`} aria-labelledby="purposes">
          <thead>
            <tr>
              <th scope="col">{say('for')}</th>
              <th scope="col">{say('account')}</th>
              <th scope="col">{say('name')}</th>
            </tr>
          </thead>
          <tbody>
            {places.map((place) => (
              <tr key={place}>
                <th scope="row">{say(`role.${place}`)}</th>
                <td>
                  <TextInput
                    size="xs"
                    aria-label={say('accountOf', { what: say(`role.${place}`) })}
                    value={codeOf(place)}
                    maxLength={LONGEST}
                    onChange={(change) => setCode(place, change.currentTarget.value)}
                  />
                </td>
                <td>
                  <TextInput
                    size="xs"
                    aria-label={say('nameOf', { what: say(`role.${place}`) })}
                    value={draft.names[place] ?? ''}
                    maxLength={200}
                    onChange={(change) =>
                      onChange({ ...draft, names: { ...draft.names, [place]: change.currentTarget.value } })
                    }
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section className={classes.part} aria-labelledby="services">
        <h2 id="services">{say('services')}</h2>
        {accounts.services.length === 0 ? (
          <p className={shared.soft}>{say('services.none')}</p>
        ) : (
          <table className={`${shared.plainTable} ${classes.table}`} aria-labelledby="services">
            <thead>
              <tr>
                <th scope="col">{say('service')}</th>
                <th scope="col">{say('account')}</th>
                <th scope="col">{say('proposed')}</th>
              </tr>
            </thead>
            <tbody>
              {accounts.services.map(({ key, name, proposed }) => (
                <tr key={key}>
                  <th scope="row">
                    <bdi>{name}</bdi>
                  </th>
                  <td>
                    <TextInput
                      size="xs"
                      aria-label={say('accountOf', { what: name })}
                      placeholder={draft.revenue}
                      value={draft.services[key] ?? ''}
                      maxLength={LONGEST}
                      onChange={(change) =>
                        onChange({ ...draft, services: { ...draft.services, [key]: change.currentTarget.value } })
                      }
                    />
                  </td>
                  <td>
                    {proposed !== null && proposed !== draft.services[key] && (
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        aria-label={say('take', { account: proposed, what: name })}
                        onClick={() => onChange({ ...draft, services: { ...draft.services, [key]: proposed } })}
                      >
                        {proposed}
                      </Button>
                    )}
                    {proposed !== null && proposed === draft.services[key] && (
                      <span className={shared.soft}>{proposed}</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </>
  );
}
