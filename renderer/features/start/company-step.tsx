import { Button, Select, TextInput } from '@mantine/core';
import { type FormEvent, useMemo, useState } from 'react';
import { parseMonth } from '../../../shared/domain/month.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { useAct } from '../../bridge/use-act.ts';
import { MonthPicker } from '../../components/months.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { setDesk } from '../../state/desk.ts';
import type { SetView } from '../../state/view-state.ts';
import { ownZone, zoneNames } from '../settings/zones.ts';
import classes from './start.module.css';
import type { FIELDS, StartView } from './view.ts';
import { words } from './words.ts';

/** Name, currency, zone and first month: all that a new ledger needs. */
export function CompanyStep({ view, setView }: { readonly view: StartView; readonly setView: SetView<typeof FIELDS> }) {
  const say = useWords(words);
  const { locale } = useFormat();
  const [asked, setAsked] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const start = useAct('desk/start-company', { quiet: true });
  const zone = view.zone === '' ? ownZone() : view.zone;
  const month = parseMonth(view.month) ?? thisMonth();
  const zones = useMemo(() => [...zoneNames(ownZone())], []);
  const currencies = useMemo(() => currencyChoices(locale), [locale]);
  const name = view.name.trim();
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (name === '') return;
    const made = await start.act({ name, currency: view.currency, timeZone: zone, firstMonth: month });
    if (!made.ok) {
      setProblem(made.problem);
      return;
    }
    setDesk(made.value);
    setView({ step: 'system', name: '', currency: 'EUR', zone: '', month: '' });
  };
  return (
    <form className={classes.step} noValidate onSubmit={(event) => void onSubmit(event)}>
      <TextInput
        label={say('name')}
        description={say('nameHelp')}
        required
        maxLength={200}
        value={view.name}
        error={asked && name === '' ? say('needed') : null}
        onChange={(event) => setView({ name: event.currentTarget.value }, { replace: true })}
      />
      <Select
        label={say('currency')}
        description={say('currencyHelp')}
        searchable
        allowDeselect={false}
        value={view.currency}
        data={currencies}
        nothingFoundMessage={say('currencyNone')}
        onChange={(value) => value !== null && setView({ currency: value }, { replace: true })}
      />
      <Select
        label={say('zone')}
        description={say('zoneHelp')}
        searchable
        allowDeselect={false}
        limit={60}
        value={zone}
        data={zones}
        nothingFoundMessage={say('zoneNone')}
        onChange={(value) => value !== null && setView({ zone: value }, { replace: true })}
      />
      <div>
        <MonthPicker
          label={say('month')}
          value={month}
          onChange={(value) => setView({ month: value }, { replace: true })}
        />
        <p className={classes.soft}>{say('monthHelp')}</p>
      </div>
      {problem !== null && <ProblemNotice problem={problem} />}
      <div className={classes.acts}>
        <Button type="submit" loading={start.busy}>
          {say('create')}
        </Button>
        <Button variant="default" onClick={() => setView({ step: null })}>
          {say('back')}
        </Button>
      </div>
    </form>
  );
}

/** Only a first proposal, so that the picker stands at a month near the right one. */
function thisMonth(): string {
  return new Date().toISOString().slice(0, 7);
}

/** `EUR · Euro`, those of the euro area and its neighbours first. */
function currencyChoices(locale: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'currency' });
  const near = ['EUR', 'USD', 'GBP', 'CHF', 'HUF'];
  const codes = [...near, ...Intl.supportedValuesOf('currency').filter((code) => !near.includes(code))];
  return codes.map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }));
}
