/** What a run and a review go by, and how revenue is recognised, in words. */
import { Button, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { useAct } from '../../bridge/use-act.ts';
import { showNote } from '../../components/toasts.tsx';
import { useTold } from '../../i18n/engine/use-told.ts';
import { useWords } from '../../i18n/words.ts';
import { useSettingsDraft } from './draft.ts';
import classes from './settings.module.css';
import { percentText, shareOf } from './share-text.ts';
import { words } from './words.ts';

const KEYS = ['goneShare', 'materialityBasisPoints', 'onlyEnrolledStudents', 'namesInExports'] as const;

export function RulesPart({ settings }: { readonly settings: WindowOutput<'settings/get'> }) {
  const say = useWords(words);
  const told = useTold();
  const [draft, write, forget] = useSettingsDraft();
  const [texts, setTexts] = useState<Readonly<{ gone?: string; material?: string }>>({});
  const save = useAct('settings/save');
  const gone = texts.gone ?? percentText(draft.goneShare ?? settings.goneShare);
  const material =
    texts.material ?? percentText((draft.materialityBasisPoints ?? settings.materialityBasisPoints) / 10_000);
  const enrolled = draft.onlyEnrolledStudents ?? settings.onlyEnrolledStudents;
  const names = draft.namesInExports ?? settings.namesInExports;
  const right = shareOf(gone) !== null && shareOf(material) !== null;
  const changed = KEYS.some((key) => draft[key] !== undefined && draft[key] !== settings[key]) || !right;
  const putBack = () => {
    setTexts({});
    forget(...KEYS);
  };
  const onSave = async () => {
    const saved = await save.act(
      Object.fromEntries(KEYS.flatMap((key) => (draft[key] === undefined ? [] : [[key, draft[key]]]))),
    );
    if (!saved.ok) return;
    putBack();
    showNote(say('saved'));
  };
  return (
    <>
      <section className={classes.section} aria-labelledby="rules">
        <h2 id="rules">{say('rules')}</h2>
        <TextInput
          label={say('materiality')}
          description={say('materialityHelp')}
          value={material}
          inputMode="decimal"
          rightSection={say('percent')}
          styles={{ wrapper: { maxWidth: '8rem' } }}
          error={shareOf(material) === null ? say('percentNeeded') : null}
          onChange={(event) => {
            const text = event.currentTarget.value;
            setTexts({ ...texts, material: text });
            const share = shareOf(text);
            if (share !== null) write({ materialityBasisPoints: Math.round(share * 10_000) });
          }}
        />
        <TextInput
          label={say('goneShare')}
          description={say('goneShareHelp')}
          value={gone}
          inputMode="decimal"
          rightSection={say('percent')}
          styles={{ wrapper: { maxWidth: '8rem' } }}
          error={shareOf(gone) === null ? say('percentNeeded') : null}
          onChange={(event) => {
            const text = event.currentTarget.value;
            setTexts({ ...texts, gone: text });
            const share = shareOf(text);
            if (share !== null) write({ goneShare: share });
          }}
        />
        <Switch
          label={say('onlyEnrolled')}
          description={say('onlyEnrolledHelp')}
          checked={enrolled}
          onChange={(event) => write({ onlyEnrolledStudents: event.currentTarget.checked })}
        />
        <Switch
          label={say('names')}
          description={say('namesHelp')}
          checked={names}
          onChange={(event) => write({ namesInExports: event.currentTarget.checked })}
        />
        <div className={classes.acts}>
          <Button disabled={!changed || !right} loading={save.busy} onClick={() => void onSave()}>
            {say('save')}
          </Button>
          {changed && (
            <Button variant="default" onClick={putBack}>
              {say('back')}
            </Button>
          )}
        </div>
      </section>
      <section className={classes.section} aria-labelledby="policies">
        <h2 id="policies">{say('policies')}</h2>
        <p className={classes.soft}>{say('policiesHelp')}</p>
        <p>
          <a href="#/policies">{say('policiesChange')}</a>
        </p>
        {/* The sheet's own words, as they are printed. */}
        <ul className={classes.policies}>
          {settings.policies.map((policy) => (
            <li key={policy.key}>{told(policy.words)}</li>
          ))}
        </ul>
      </section>
    </>
  );
}
