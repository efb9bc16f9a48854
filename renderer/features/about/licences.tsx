import type { WindowOutput } from '../../../shared/contract/window.ts';
import components from '../../components/components.module.css';
import { SearchBox } from '../../components/filters.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { textField } from '../../state/view-fields.ts';
import { useViewState } from '../../state/view-state.ts';
import classes from './about.module.css';
import { words } from './words.ts';

const FIELDS = { search: textField() };

/** Everything by others that is in the program, with its licence. */
export function Licences({ licences }: { readonly licences: WindowOutput<'desk/about'>['licences'] }) {
  const say = useWords(words);
  const format = useFormat();
  const [view, setView] = useViewState('about', FIELDS);
  const wanted = view.search.trim().toLowerCase();
  const found = licences.filter(({ name, licence }) => `${name} ${licence}`.toLowerCase().includes(wanted));
  return (
    <section className={classes.part} aria-labelledby="licences">
      <h2 id="licences">{say('licences')}</h2>
      <p>{say('licencesWhat', { count: licences.length })}</p>
      <div className={classes.acts}>
        <SearchBox
          label={say('search')}
          value={view.search}
          onChange={(search) => setView({ search }, { replace: true })}
        />
        <output className={classes.soft}>
          {say('found', { count: found.length, all: format.count(licences.length) })}
        </output>
      </div>
      {found.length === 0 ? (
        <p>{say('none')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className={classes.list} tabIndex={0} aria-label={say('list')}>
          <table className={components.plainTable}>
            <thead>
              <tr>
                <th scope="col">{say('name')}</th>
                <th scope="col">{say('partVersion')}</th>
                <th scope="col">{say('licence')}</th>
              </tr>
            </thead>
            <tbody>
              {found.map(({ name, version, licence }) => (
                <tr key={`${name} ${version}`}>
                  <td>{name}</td>
                  <td>{version}</td>
                  <td>{licence}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
