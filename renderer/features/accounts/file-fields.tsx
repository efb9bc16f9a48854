/** How the month is posted, and how the file of it is written. */
import { Button, Select } from '@mantine/core';
import { POSTING_STYLES } from '../../../shared/close/journal-bookings.ts';
import shared from '../../components/components.module.css';
import { useWords } from '../../i18n/words.ts';
import classes from './accounts.module.css';
import type { Draft } from './draft.ts';
import { words } from './words.ts';

const SEPARATORS = [';', ',', 'tab'] as const;
const DECIMALS = [',', '.'] as const;
const ENCODINGS = ['utf-8-bom', 'utf-8', 'windows-1252'] as const;

/** Files that are taken as they are. */
const PRESETS = {
  excelSpain: { separator: ';', decimal: ',', encoding: 'utf-8-bom' },
  plain: { separator: ',', decimal: '.', encoding: 'utf-8' },
  oldSpain: { separator: ';', decimal: ',', encoding: 'windows-1252' },
} as const satisfies Record<string, Draft['csv']>;
const PRESET_NAMES = ['excelSpain', 'plain', 'oldSpain'] as const;

const SEPARATOR_WORDS = { ';': 'semicolon', ',': 'comma', tab: 'tab' } as const;
const DECIMAL_WORDS = { ',': 'comma', '.': 'point' } as const;
const STILL = { transitionProps: { duration: 0 } } as const;

export function FileFields({ draft, onChange }: { readonly draft: Draft; readonly onChange: (draft: Draft) => void }) {
  const say = useWords(words);
  const { csv } = draft;
  const set = (change: Partial<Draft['csv']>) => onChange({ ...draft, csv: { ...csv, ...change } });
  return (
    <>
      <section className={classes.part} aria-labelledby="style">
        <h2 id="style">{say('style')}</h2>
        <Select
          label={say('style.label')}
          w="14rem"
          allowDeselect={false}
          comboboxProps={STILL}
          value={draft.style}
          data={POSTING_STYLES.map((value) => ({ value, label: say(`style.${value}`) }))}
          onChange={(value) =>
            onChange({ ...draft, style: POSTING_STYLES.find((one) => one === value) ?? draft.style })
          }
        />
        <p className={shared.soft}>{say(`style.${draft.style}.means`)}</p>
      </section>
      <section className={classes.part} aria-labelledby="file">
        <h2 id="file">{say('file')}</h2>
        <div className={classes.row}>
          {PRESET_NAMES.map((name) => (
            <Button key={name} size="xs" variant="default" onClick={() => set(PRESETS[name])}>
              {say(`file.${name}`)}
            </Button>
          ))}
        </div>
        <div className={classes.row}>
          <Select
            label={say('separator')}
            w="11rem"
            allowDeselect={false}
            comboboxProps={STILL}
            value={csv.separator}
            data={SEPARATORS.map((value) => ({ value, label: say(SEPARATOR_WORDS[value]) }))}
            onChange={(value) => set({ separator: SEPARATORS.find((one) => one === value) ?? csv.separator })}
          />
          <Select
            label={say('decimal')}
            w="11rem"
            allowDeselect={false}
            comboboxProps={STILL}
            value={csv.decimal}
            data={DECIMALS.map((value) => ({ value, label: say(DECIMAL_WORDS[value]) }))}
            onChange={(value) => set({ decimal: DECIMALS.find((one) => one === value) ?? csv.decimal })}
          />
          <Select
            label={say('encoding')}
            w="14rem"
            allowDeselect={false}
            comboboxProps={STILL}
            value={csv.encoding}
            data={ENCODINGS.map((value) => ({ value, label: say(`encoding.${value}`) }))}
            onChange={(value) => set({ encoding: ENCODINGS.find((one) => one === value) ?? csv.encoding })}
          />
        </div>
        {csv.separator === csv.decimal && <p role="status">{say('clash')}</p>}
      </section>
    </>
  );
}
