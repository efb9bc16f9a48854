/** Name and time zone of the company, and who works here. */
import { Button, Select, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { useAct } from '../../bridge/use-act.ts';
import components from '../../components/components.module.css';
import { showNote } from '../../components/toasts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { setDesk, useDesk } from '../../state/desk.ts';
import { goTo } from '../../state/location.ts';
import { PeoplePart } from '../operators/people-part.tsx';
import { useSettingsDraft } from './draft.ts';
import classes from './settings.module.css';
import { words } from './words.ts';
import { zoneNames } from './zones.ts';

type Settings = WindowOutput<'settings/get'>;

export function CompanyPart({ settings }: { readonly settings: Settings }) {
  const say = useWords(words);
  const format = useFormat();
  const [draft, write, forget] = useSettingsDraft();
  const save = useAct('settings/save');
  const name = draft.companyName ?? settings.companyName;
  const zone = draft.timeZone ?? settings.timeZone;
  const zones = useMemo(() => [...zoneNames(settings.timeZone)], [settings.timeZone]);
  const changed = name.trim() !== settings.companyName || zone !== settings.timeZone;
  const onSave = async () => {
    const saved = await save.act({ companyName: name.trim(), timeZone: zone });
    if (!saved.ok) return;
    forget('companyName', 'timeZone');
    showNote(say('saved'));
  };
  return (
    <>
      <section className={classes.section} aria-labelledby="company">
        <h2 id="company">{say('company')}</h2>
        <TextInput
          label={say('companyName')}
          description={say('companyNameHelp')}
          value={name}
          maxLength={200}
          error={name.trim() === '' ? say('needed') : null}
          onChange={(event) => write({ companyName: event.currentTarget.value })}
        />
        <Select
          label={say('timeZone')}
          description={say('timeZoneHelp')}
          value={zone}
          data={zones}
          searchable
          allowDeselect={false}
          limit={60}
          nothingFoundMessage={say('timeZoneNone')}
          onChange={(value) => value !== null && write({ timeZone: value })}
        />
        {zone !== settings.timeZone && (
          <div className={classes.warning} role="status">
            <strong>{say('zoneWarning')}</strong>
            <ul>
              <li>{say('zoneToday', { zone })}</li>
              <li>{say('zoneSchedule', { zone })}</li>
              <li>{say('zoneMonths')}</li>
            </ul>
          </div>
        )}
        <dl className={components.facts}>
          <dt>{say('currency')}</dt>
          <dd>{settings.currency}</dd>
          <dt>{say('firstMonth')}</dt>
          <dd>{format.month(settings.firstMonth)}</dd>
        </dl>
        <p className={classes.soft}>{say('fixed')}</p>
        <div className={classes.acts}>
          <Button disabled={!changed || name.trim() === ''} loading={save.busy} onClick={() => void onSave()}>
            {say('save')}
          </Button>
          {changed && (
            <Button variant="default" onClick={() => forget('companyName', 'timeZone')}>
              {say('back')}
            </Button>
          )}
        </div>
      </section>
      <PeoplePart />
      <SamplePart />
    </>
  );
}

function SamplePart() {
  const say = useWords(words);
  const sample = useDesk((state) => state.desk?.sample === true);
  const own = useAct('desk/open-company');
  const openSample = useAct('desk/open-sample');
  const swap = async () => {
    const done = await (sample ? own : openSample).act({});
    if (!done.ok) return;
    setDesk(done.value);
    goTo(done.value.ledger === 'empty' ? '/start' : '/close');
  };
  return (
    <section className={classes.section} aria-labelledby="sample">
      <h2 id="sample">{say(sample ? 'sampleTitle' : 'sampleOpen')}</h2>
      <p>{say(sample ? 'sampleText' : 'sampleOpenText')}</p>
      <div className={classes.acts}>
        <Button variant="default" loading={own.busy || openSample.busy} onClick={() => void swap()}>
          {say(sample ? 'sampleLeave' : 'sampleOpen')}
        </Button>
      </div>
    </section>
  );
}
