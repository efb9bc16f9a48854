/** How the app looks; each choice takes effect at once. */
import type { WindowInput } from '../../../shared/contract/window.ts';
import { useAct } from '../../bridge/use-act.ts';
import { Segments } from '../../components/filters.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { setAppearance, useAppearance } from '../../state/appearance.ts';
import classes from './settings.module.css';
import { words } from './words.ts';

const THEMES = ['system', 'light', 'dark'] as const;
const CONTRASTS = ['system', 'normal', 'high'] as const;
const DENSITIES = ['normal', 'compact'] as const;

export function AppearancePart() {
  const say = useWords(words);
  const format = useFormat();
  const appearance = useAppearance();
  const set = useAct('desk/set-appearance');
  const change = async (wanted: WindowInput<'desk/set-appearance'>) => {
    const done = await set.act(wanted);
    if (done.ok) setAppearance(done.value);
  };
  return (
    <section className={classes.section} aria-labelledby="appearance">
      <h2 id="appearance">{say('part.appearance')}</h2>
      <Segments
        label={say('theme')}
        value={appearance.theme}
        options={THEMES.map((value) => ({ value, label: say(`theme.${value}`) }))}
        onChange={(theme) => void change({ theme })}
      />
      <Segments
        label={say('contrast')}
        value={appearance.contrast}
        options={CONTRASTS.map((value) => ({ value, label: say(`contrast.${value}`) }))}
        onChange={(contrast) => void change({ contrast })}
      />
      <Segments
        label={say('density')}
        value={appearance.density}
        options={DENSITIES.map((value) => ({ value, label: say(`density.${value}`) }))}
        onChange={(density) => void change({ density })}
      />
      <Segments
        label={say('language')}
        value={appearance.language}
        options={[
          { value: 'system', label: say('language.system') },
          // Each in its own words, so that whoever reads it finds it.
          { value: 'en', label: 'English' },
          { value: 'es', label: 'Español' },
        ]}
        onChange={(language) => void change({ language })}
      />
      <p className={classes.soft}>{say('appearanceNote')}</p>
      <p>
        {say('figures')}: {format.moneyWithCode(123_456)}, {format.moneyWithCode(-9_950)}, {format.date('2025-03-31')},{' '}
        {format.month('2025-03')}
      </p>
    </section>
  );
}
