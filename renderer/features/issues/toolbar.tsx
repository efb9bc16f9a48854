/** Search and filters. What is rarely set is one button away. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { ISSUE_STATUSES } from '../../../shared/domain/entities.ts';
import { ISSUE_ENTITIES } from '../../../shared/domain/issue.ts';
import { isIssueCode, issueKind } from '../../../shared/domain/issue-taxonomy.ts';
import { useCall } from '../../bridge/use-call.ts';
import { Choice, SearchBox, Segments } from '../../components/filters.tsx';
import { useFormat } from '../../format/use-format.ts';
import { engineLanguage } from '../../i18n/engine/engine-language.ts';
import { i18next } from '../../i18n/instance.ts';
import { useWords } from '../../i18n/words.ts';
import { careWords } from './care-words.ts';
import { usePlaces } from './use-teller.ts';
import { isFiltered, NO_FILTER, SEVERITIES, type View } from './view.ts';
import { words } from './words.ts';

interface Props {
  readonly view: View;
  readonly onChange: (change: Partial<View>, how?: { readonly replace?: boolean }) => void;
}

export function Toolbar({ view, onChange }: Props) {
  const say = useWords(words);
  const rare = [
    view.integration,
    view.operation,
    view.about ?? '',
    view.severity ?? '',
    view.month,
    view.snoozed ?? '',
  ].filter((value) => value !== '').length;
  const [more, setMore] = useState(rare > 0);
  return (
    <>
      <SearchBox
        label={say('search')}
        value={view.search}
        onChange={(search) => onChange({ search }, { replace: true })}
      />
      <Segments
        label={say('show')}
        value={view.by}
        onChange={(by) => onChange({ by })}
        options={[
          { value: 'cause', label: say('byCause') },
          { value: 'each', label: say('each') },
        ]}
      />
      <Choice
        label={say('f.status')}
        width="8rem"
        value={view.status === 'all' ? null : view.status}
        all={say('status.all')}
        onChange={(status) => onChange({ status: status ?? 'all' })}
        options={ISSUE_STATUSES.map((value) => ({ value, label: say(`status.${value}`) }))}
      />
      <CodeChoice view={view} onChange={onChange} />
      <OwnerChoice view={view} onChange={onChange} />
      <Button variant="default" aria-expanded={more} onClick={() => setMore(!more)}>
        {rare > 0 ? say('moreSet', { count: rare }) : say('more')}
      </Button>
      {isFiltered(view) && (
        <Button variant="subtle" onClick={() => onChange(NO_FILTER)}>
          {say('clear')}
        </Button>
      )}
      {more && <RareFilters view={view} onChange={onChange} />}
    </>
  );
}

/** Mine, nobody's, or somebody's. */
function OwnerChoice({ view, onChange }: Props) {
  const say = useWords(careWords);
  const people = useCall('operators/list', {}).data ?? [];
  const shown = people.filter(({ id, active }) => active || String(id) === view.owner);
  return (
    <Choice
      label={say('owner')}
      width="8.5rem"
      value={view.owner === '' ? null : view.owner}
      onChange={(owner) => onChange({ owner: owner ?? '' })}
      options={[
        { value: 'mine', label: say('owner.mine') },
        { value: 'nobody', label: say('owner.nobody') },
        ...shown.map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
    />
  );
}

function RareFilters({ view, onChange }: Props) {
  const say = useWords(words);
  const sayCare = useWords(careWords);
  const format = useFormat();
  const places = usePlaces();
  const months = useCall('close/months', {}).data?.months.map(({ month }) => month) ?? [];
  const known = view.month !== '' && !months.includes(view.month) ? [view.month, ...months] : months;
  return (
    <>
      <Choice
        label={say('f.system')}
        value={view.integration === '' ? null : view.integration}
        onChange={(integration) => onChange({ integration: integration ?? '' })}
        options={[...places.providers.map(({ id }) => id), 'monthend'].map((value) => ({
          value,
          label: places.system(value),
        }))}
      />
      <Choice
        label={say('f.step')}
        value={view.operation === '' ? null : view.operation}
        onChange={(operation) => onChange({ operation: operation ?? '' })}
        options={places.steps.map((value) => ({ value, label: places.step(value) }))}
      />
      <Choice
        label={say('f.about')}
        value={view.about}
        onChange={(about) => onChange({ about })}
        options={ISSUE_ENTITIES.map((value) => ({ value, label: say(`about.${value}`) }))}
      />
      <Choice
        label={say('f.severity')}
        value={view.severity}
        onChange={(severity) => onChange({ severity })}
        options={SEVERITIES.map((value) => ({ value, label: say(`severity.${value}`) }))}
      />
      <Choice
        label={say('f.month')}
        value={view.month === '' ? null : view.month}
        onChange={(month) => onChange({ month: month ?? '' })}
        options={known.map((value) => ({ value, label: format.month(value) }))}
      />
      <Choice
        label={sayCare('snoozed')}
        value={view.snoozed}
        all={sayCare('snoozed.hide')}
        onChange={(snoozed) => onChange({ snoozed })}
        options={[
          { value: 'show', label: sayCare('snoozed.show') },
          { value: 'only', label: sayCare('snoozed.only') },
        ]}
      />
    </>
  );
}

/** The kinds that are open now, by their titles. */
function CodeChoice({ view, onChange }: Props) {
  const say = useWords(words);
  const totals = useCall('issues/totals', {});
  const open = Object.keys(totals.data?.byCode ?? {});
  const codes = view.code !== '' && !open.includes(view.code) ? [...open, view.code] : open;
  const options = codes
    .map((value) => ({ value, label: kindTitle(value) }))
    .sort((a, b) => a.label.localeCompare(b.label, i18next.language));
  return (
    <Choice
      label={say('f.code')}
      value={view.code === '' ? null : view.code}
      onChange={(code) => onChange({ code: code ?? '' })}
      options={options}
    />
  );
}

/** The title of a kind without a certain issue: what would be filled in is left open. */
export function kindTitle(code: string): string {
  const title = isIssueCode(code) ? (engineLanguage()?.issues[code] ?? issueKind(code)).title : code;
  return title.replace(/\{\w+\}/g, '…');
}
