/** The saved views of one list: what is shown now, and what can be done with it. */
import { useEffect } from 'react';
import type { SavedView } from '../../../shared/contract/views.ts';
import { call } from '../../bridge/api.ts';
import { refreshEverything } from '../../bridge/query-client.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { isolate, say } from '../../i18n/words.ts';
import { goTo, useHashQuery } from '../../state/location.ts';
import { placeOf } from '../../state/place.ts';
import { rememberUndo, showNote, showProblem } from '../toasts.tsx';
import { hideColumns, useHidden } from './hidden-columns.ts';
import { type Look, queryOf, settingsOf, viewShown } from './look.ts';
import { words } from './words.ts';

const NONE: readonly SavedView[] = [];
/** Told once a start: the file does not mend by being looked at again. */
let told = false;

export function useSavedViews(table: string) {
  const kept = useCall('desk/views', {}).data;
  const keeping = useAct('desk/keep-view');
  const removing = useAct('desk/remove-view');
  const settings = settingsOf(useHashQuery());
  const hidden = useHidden(table);
  const views = kept?.tables[table] ?? NONE;
  useEffect(() => {
    if (kept?.broken !== true || told) return;
    told = true;
    showProblem({
      code: 'VIEWS_UNREADABLE',
      message: say(words, 'broken.message'),
      meaning: say(words, 'broken.meaning'),
      fix: say(words, 'broken.fix'),
    });
  }, [kept?.broken]);

  const look: Look = { settings, hidden: [...hidden] };
  const show = (wanted: Look) => {
    hideColumns(table, wanted.hidden);
    const { path } = placeOf(window.location.hash);
    const query = queryOf(wanted.settings);
    goTo(query === '' ? path : `${path}?${query}`);
  };
  return {
    views,
    look,
    shown: viewShown(views, look),
    busy: keeping.busy || removing.busy,
    show,
    hide: (next: readonly string[]) => hideColumns(table, next),
    async save(name: string): Promise<boolean> {
      const result = await keeping.act({ table, view: { name, ...look } });
      if (result.ok) showNote(say(words, 'did.saved', { name: isolate(name) }));
      return result.ok;
    },
    async rename(view: SavedView, name: string): Promise<boolean> {
      return (await keeping.act({ table, view: { ...view, name }, instead: view.name })).ok;
    },
    async remove(view: SavedView): Promise<void> {
      const result = await removing.act({ table, name: view.name });
      if (!result.ok) return;
      rememberUndo({
        words: say(words, 'did.removed', { name: isolate(view.name) }),
        undo: async () => {
          await call('desk/keep-view', { table, view });
          await refreshEverything();
        },
      });
    },
  };
}
