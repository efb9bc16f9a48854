/** Triage: what did not fit, how much money hangs on it, and its answer. Made to be worked through without a mouse. */
import { type FocusEvent, useEffect, useRef, useState } from 'react';
import { call } from '../../bridge/api.ts';
import { useCall } from '../../bridge/use-call.ts';
import { Drawer } from '../../components/drawer.tsx';
import { ExportButton, type WrittenFile, WrittenNote } from '../../components/export-file.tsx';
import { Page } from '../../components/page.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { isolate, useWords } from '../../i18n/words.ts';
import { useCommands } from '../../state/commands.ts';
import { useSelection, useViewState } from '../../state/view-state.ts';
import { useStatusActs } from './acts.ts';
import { focusFirst } from './answer.tsx';
import { SnoozedLine, useSnoozed } from './care-lines.tsx';
import { EmptyIssues } from './empty-issues.tsx';
import { FlatList } from './flat-list.tsx';
import { GroupList } from './group-list.tsx';
import { IgnoreDialog } from './ignore-dialog.tsx';
import { DetailsFoot, IssueDetails, IssueTitle } from './issue-details.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { Shortest, useShownWay } from './shortest.tsx';
import { Toolbar } from './toolbar.tsx';
import { useCare } from './use-care.tsx';
import { useChosenGroups } from './use-chosen-groups.ts';
import { useOwners } from './use-owners.ts';
import { FIELDS, filterOf, NO_FILTER } from './view.ts';
import { orderOf, type Place } from './walk.ts';
import { words } from './words.ts';

export function IssuesScreen() {
  const say = useWords(words);
  const [view, setView] = useViewState('issues', FIELDS);
  const [selected, select] = useSelection('issues');
  const way = useShownWay((state) => state.ids);
  const shortest = useCall('issues/shortest', {}, { enabled: view.only === 'shortest' && way === null });
  const only =
    view.only === 'selected' ? [...selected] : view.only === 'shortest' ? (way ?? shortest.data?.ids ?? []) : null;
  const filter = filterOf(view, only, useOwners());
  const snoozed = useSnoozed(filter);
  const order = orderOf(view, filter);
  const groups = useCall('issues/groups', filter, { enabled: view.by === 'cause' });
  const acts = useStatusActs();
  const [outOf, setOutOf] = useState<number | null>(null);
  const [ignoring, setIgnoring] = useState<readonly number[] | null>(null);
  const [written, setWritten] = useState<WrittenFile | null>(null);
  const [takeFocus, setTakeFocus] = useState(false);
  const place = useRef<Place | null>(null);
  const focused = useRef<number | null>(null);
  // What is shown by now, for whatever comes to its end after somebody has gone on.
  const now = useRef({ open: view.open, selected });
  now.current = { open: view.open, selected };
  /** The issue whose answer is on its way: a key pressed once more must not answer it twice. */
  const answering = useRef<number | null>(null);
  const onSelect = (ids: ReadonlySet<number>) => {
    setOutOf(null);
    select(ids);
  };
  const chosen = useChosenGroups(groups.data ?? [], filter, selected, onSelect);

  // Where the open issue stands is noted while it is still in the list.
  useEffect(() => {
    if (view.open === null) return;
    let wanted = true;
    void order.placeOf(view.open).then((found) => {
      if (wanted && found !== null) place.current = found;
    });
    return () => {
      wanted = false;
    };
  });

  const all = async (): Promise<number[]> => {
    const answer = await call('issues/select', filter);
    if (!answer.ok) return [];
    const { ids, total } = answer.value;
    queueMicrotask(() => setOutOf(total > ids.length ? total : null));
    return ids;
  };
  const open = (id: number, focus = false) => {
    setTakeFocus(focus);
    setView({ open: id }, { replace: view.open !== null });
  };
  const walk = async (by: 1 | -1) => {
    const at = place.current?.index ?? -1;
    const id = await order.idAt(view.open === null ? 0 : at + by);
    if (id !== null && id !== view.open) {
      open(id);
      document.querySelector<HTMLElement>('aside section')?.focus({ preventScroll: true });
    }
  };
  /** After an answer: on to the next, unless this one is still there to be answered or somebody has gone elsewhere meanwhile. */
  const goOn = async (id: number) => {
    const was = place.current ?? { index: 0, group: null };
    answering.current = id;
    try {
      const here = await order.idAfter(was);
      const still = here === id ? await call('issues/get', { id }) : null;
      if (still?.ok && still.value.issue.status === 'pending') return;
      const next = here === id ? await order.idAt(was.index + 1) : here;
      if (now.current.open !== id) return;
      if (next === null || next === id) setView({ open: null });
      else open(next, true);
    } finally {
      if (answering.current === id) answering.current = null;
    }
  };

  /** What a key or a button acts on: the open issue, else the selection, else the row that has the focus. */
  const targets = (): readonly number[] => {
    if (view.open !== null) return view.open === answering.current ? [] : [view.open];
    if (selected.size > 0) return [...selected];
    return focused.current === null ? [] : [focused.current];
  };
  const after = async (ids: readonly number[]) => {
    const [id] = ids;
    if (id !== undefined && ids.length === 1 && id === now.current.open) await goOn(id);
    // Whatever was selected since stays so.
    else select(new Set([...now.current.selected].filter((each) => !ids.includes(each))));
  };
  /** Does what takes issues out of the list, then goes on from where they were. */
  const leave = async (ids: readonly number[], act: () => Promise<boolean>) => {
    if (ids.length === 0) return;
    const one = ids.length === 1 ? (ids[0] ?? null) : null;
    answering.current = one;
    try {
      if (await act()) await after(ids);
    } finally {
      if (answering.current === one) answering.current = null;
    }
  };
  const settle = (ids: readonly number[], status: 'resolved' | 'ignored', reason?: string) =>
    leave(ids, () => acts.set(ids, status, reason));
  const care = useCare(targets, leave);
  const resolve = (ids = targets()) => settle(ids, 'resolved');
  const retry = async (ids = targets()) => {
    if (ids.length > 0 && (await acts.retry(ids)) && view.open !== null) await after(ids);
  };
  const ignore = (ids = targets()) => {
    if (ids.length > 0) setIgnoring(ids);
  };
  const selectAll = async () => select(new Set(await all()));

  useCommands([
    { id: 'issues.resolve', label: say('key.resolve'), keys: 'r', run: () => void resolve() },
    { id: 'issues.ignore', label: say('key.ignore'), keys: 'i', run: () => ignore() },
    { id: 'issues.retry', label: say('key.retry'), keys: 't', run: () => void retry() },
    { id: 'issues.next', label: say('key.next'), keys: 'j', run: () => void walk(1) },
    { id: 'issues.previous', label: say('key.previous'), keys: 'k', run: () => void walk(-1) },
    {
      id: 'issues.answer',
      label: say('key.answer'),
      keys: 'e',
      run: () => focusFirst(document.querySelector('form[data-answer]')),
    },
    {
      id: 'issues.view',
      label: say('key.view'),
      keys: 'v',
      run: () => setView({ by: view.by === 'cause' ? 'each' : 'cause' }),
    },
    { id: 'issues.all', label: say('key.all'), keys: 'Ctrl+a', run: () => void selectAll() },
  ]);

  // The drawer follows the row that the arrows go to.
  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const row = event.target instanceof HTMLElement ? event.target.closest('[role="row"][data-index]') : null;
    if (!(row instanceof HTMLElement)) return;
    void order.idAt(Number(row.dataset.index)).then((id) => {
      focused.current = id;
      const keyboard = row.matches(':focus-visible');
      if (id !== null && keyboard && view.open !== null && view.open !== id) open(id);
    });
  };
  const group = view.by === 'cause' ? groups.data?.find(({ example }) => example === view.open) : undefined;
  const current = useCall('issues/get', { id: view.open ?? 0 }, { enabled: view.open !== null }).data?.issue;

  return (
    <Page
      title={say('title')}
      subtitle={say(view.by === 'cause' ? 'byCauseSub' : 'eachSub')}
      layout="fill"
      actions={
        <ExportButton channel="desk/export-issues" input={filter} label={say('export')} onWritten={setWritten} />
      }
      toolbar={<Toolbar view={view} onChange={setView} />}
    >
      <Shortest view={view} onChange={setView} />
      <SnoozedLine view={view} snoozed={snoozed} onChange={setView} />
      {written !== null && (
        <WrittenNote
          key={`${written.path} ${written.sha256}`}
          file={written}
          said={say('exported', { count: written.rows, path: isolate(written.path) })}
        />
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only listens to where the focus in the list goes */}
      <div onFocus={onFocus} style={{ display: 'contents' }}>
        {view.by === 'each' ? (
          <FlatList
            view={view}
            filter={filter}
            selected={selected}
            onSelect={onSelect}
            all={all}
            onSort={(sort) => setView({ sort })}
            onOpen={(id) => open(id)}
            onClear={() => setView(NO_FILTER)}
            snoozed={snoozed.count}
          />
        ) : groups.error ? (
          <ProblemNotice problem={groups.error.problem} onAgain={() => void groups.refetch()} />
        ) : groups.data !== undefined && groups.data.length === 0 ? (
          <EmptyIssues view={view} snoozed={snoozed.count} onClear={() => setView(NO_FILTER)} />
        ) : (
          <GroupList
            groups={groups.data ?? []}
            openId={view.open}
            chosen={chosen.chosen}
            onToggle={chosen.toggle}
            onAll={() => void selectAll()}
            onNone={() => {
              const any = selected.size > 0;
              onSelect(new Set());
              return any;
            }}
            onOpen={(each) => open(each.example)}
            onMove={(each) => {
              focused.current = each.example;
            }}
          />
        )}
      </div>
      {selected.size > 0 && (
        <SelectionBar
          ids={[...selected]}
          filter={filter}
          busy={acts.busy || care.busy}
          outOf={outOf}
          onResolve={() => void resolve([...selected])}
          onIgnore={() => ignore([...selected])}
          onRetry={() => void retry([...selected])}
          onAssign={() => care.assign([...selected])}
          onSnooze={() => care.snooze([...selected])}
          onShow={() => setView({ ...NO_FILTER, status: 'all', only: 'selected', by: 'each' })}
          onNone={() => onSelect(new Set())}
        />
      )}
      <Drawer
        open={view.open !== null}
        onClose={() => setView({ open: null })}
        title={view.open === null ? '' : <IssueTitle id={view.open} />}
        footer={
          <DetailsFoot
            open={current?.status !== 'resolved' && current?.status !== 'ignored'}
            onNext={() => void walk(1)}
            onPrevious={() => void walk(-1)}
            onResolve={() => void resolve()}
            onIgnore={() => ignore()}
            onRetry={() => void retry()}
            onReopen={() => void acts.set(targets(), 'pending')}
            onAssign={() => care.assign()}
            onSnooze={() => care.snooze()}
            onWake={current?.snooze?.asleep === true ? () => care.wake() : null}
          />
        }
      >
        {view.open !== null && (
          <IssueDetails
            key={view.open}
            id={view.open}
            takeFocus={takeFocus}
            onDeciding={(busy) => {
              answering.current = busy ? view.open : null;
            }}
            onDecided={() => view.open !== null && void goOn(view.open)}
            cause={group ? { count: group.count, show: () => setView({ by: 'each', cause: group.group }) } : null}
          />
        )}
      </Drawer>
      {care.dialog}
      {ignoring !== null && (
        <IgnoreDialog
          count={ignoring.length}
          onClose={() => setIgnoring(null)}
          onIgnore={(reason) => {
            setIgnoring(null);
            void settle(ignoring, 'ignored', reason);
          }}
        />
      )}
    </Page>
  );
}
