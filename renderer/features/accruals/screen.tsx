/** What each contract carries month by month, what is left and what is held, down to the reason of every posting. */
import { Switch } from '@mantine/core';
import { parseMonth } from '../../../shared/domain/month.ts';
import { useCall } from '../../bridge/use-call.ts';
import shared from '../../components/components.module.css';
import { EmptyState } from '../../components/empty-state.tsx';
import { SearchBox, Segments } from '../../components/filters.tsx';
import { Page } from '../../components/page.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useFormat } from '../../format/use-format.ts';
import { common } from '../../i18n/common.ts';
import { useWords } from '../../i18n/words.ts';
import { choiceField, flagField, numberField, sortField, textField } from '../../state/view-fields.ts';
import { useViewState } from '../../state/view-state.ts';
import { ServiceChoice } from '../ledger/service-choice.tsx';
import { CONTRACT_CHOICES } from '../ledger/statuses.ts';
import { AccrualsChart } from './accruals-chart.tsx';
import { AccrualsExport } from './accruals-export.tsx';
import { AccrualsGrid, GRID_SORTS } from './accruals-grid.tsx';
import { ContractDrill } from './contract-drill.tsx';
import { MonthSelect } from './month-select.tsx';
import { shownRange } from './range.ts';
import { StatusChoice } from './status-choice.tsx';
import { words } from './words.ts';

const FIELDS = {
  search: textField(),
  from: textField(),
  until: textField(),
  month: textField(),
  service: numberField(),
  status: choiceField(CONTRACT_CHOICES, null),
  held: flagField(),
  show: choiceField(['grid', 'chart'], 'grid'),
  open: numberField(),
  posting: numberField(),
  sort: sortField(GRID_SORTS, { by: 'code', descending: false }),
};

export function AccrualsScreen() {
  const say = useWords(words);
  const sayCommon = useWords(common);
  const format = useFormat();
  const [view, setView] = useViewState('accruals', FIELDS);
  const close = useCall('close/months', {});
  const title = sayCommon('nav.accruals');
  if (close.data === undefined) {
    return (
      <Page title={title}>
        {close.error === null ? (
          <p className={shared.soft}>{sayCommon('loading')}</p>
        ) : (
          <ProblemNotice problem={close.error.problem} onAgain={() => void close.refetch()} />
        )}
      </Page>
    );
  }
  const last = parseMonth(close.data.months.at(-1)?.month ?? close.data.firstOpenMonth);
  if (last === null) throw new Error('A month of the ledger cannot be read');
  const worked = close.data.months.map((one) => one.month);
  const range = shownRange(view, last);
  const filter = {
    ...(view.search && { search: view.search }),
    ...(view.service !== null && { service: view.service }),
    ...(view.status !== null && { status: view.status }),
    ...(view.held && { held: true }),
  };
  const filtered = Object.keys(filter).length > 0;
  return (
    <Page
      title={title}
      subtitle={say('range', { months: format.months(range.from, range.until) })}
      layout="fill"
      actions={<AccrualsExport from={range.from} until={range.until} />}
      toolbar={
        <>
          <MonthSelect
            months={worked}
            label={sayCommon('range.from')}
            value={range.from}
            onChange={(from) => setView({ from })}
          />
          <MonthSelect
            months={worked}
            label={sayCommon('range.until')}
            value={range.until}
            onChange={(until) => setView({ until })}
          />
          <MonthSelect
            months={worked}
            label={say('month')}
            value={range.month}
            onChange={(month) => setView({ month })}
          />
          <Segments
            label={say('show')}
            value={view.show}
            onChange={(show) => setView({ show, open: null, posting: null })}
            options={[
              { value: 'grid', label: say('show.grid') },
              { value: 'chart', label: say('show.chart') },
            ]}
          />
          {view.show === 'grid' && (
            <>
              <SearchBox
                label={say('search')}
                value={view.search}
                onChange={(search) => setView({ search }, { replace: true })}
              />
              <ServiceChoice value={view.service} onChange={(service) => setView({ service })} />
              <StatusChoice value={view.status} onChange={(status) => setView({ status })} />
              <Switch
                mb={8}
                label={say('held')}
                checked={view.held}
                onChange={(event) => setView({ held: event.currentTarget.checked })}
              />
            </>
          )}
        </>
      }
    >
      {view.show === 'chart' ? (
        <AccrualsChart from={range.from} until={range.until} />
      ) : (
        <AccrualsGrid
          range={range}
          filter={filter}
          sort={view.sort}
          onSort={(sort) => setView({ sort })}
          openId={view.open}
          onOpen={(open) => setView({ open, posting: null })}
          empty={
            <EmptyState title={say(filtered ? 'none.filtered' : 'none')}>
              {say(filtered ? 'none.filteredMeans' : 'none.means')}
            </EmptyState>
          }
        />
      )}
      {view.open !== null && (
        <ContractDrill
          id={view.open}
          month={range.month}
          posting={view.posting}
          onPosting={(posting) => setView({ posting })}
          onClose={() => setView({ open: null, posting: null })}
        />
      )}
    </Page>
  );
}
