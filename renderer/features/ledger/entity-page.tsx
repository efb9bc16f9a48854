/** The frame of a page about one thing: the way back to its list as it was left, waiting, and what to do when it is not there. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ProblemError } from '../../bridge/problem-error.ts';
import { Page } from '../../components/page.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { common } from '../../i18n/common.ts';
import { useWords } from '../../i18n/words.ts';
import { useDrawerView } from './drawer-view.ts';
import { AskWhere } from './facts.tsx';
import { Tabs } from './list-page.tsx';
import type { PageTab } from './places.ts';
import { WhereFromDrawer } from './where-from.tsx';

interface Props<T> {
  readonly tab: PageTab;
  readonly answer: UseQueryResult<T, ProblemError>;
  readonly title: (data: T) => string;
  readonly subtitle?: (data: T) => ReactNode;
  readonly actions?: (data: T) => ReactNode;
  readonly children: (data: T) => ReactNode;
}

export function EntityPage<T>({ tab, answer, title, subtitle, actions, children }: Props<T>) {
  const say = useWords(common);
  const drawer = useDrawerView();
  const data = answer.data;
  return (
    <Page
      title={data === undefined ? say('nav.ledger') : title(data)}
      {...(data !== undefined && subtitle !== undefined ? { subtitle: subtitle(data) } : {})}
      {...(data !== undefined && actions !== undefined ? { actions: actions(data) } : {})}
    >
      <Tabs here={tab} />
      {answer.error !== null && data === undefined && (
        <ProblemNotice problem={answer.error.problem} onAgain={() => void answer.refetch()} />
      )}
      {answer.error === null && data === undefined && <p>{say('loading')}</p>}
      {data !== undefined && <AskWhere value={drawer.askWhere}>{children(data)}</AskWhere>}
      {drawer.field !== null && <WhereFromDrawer field={drawer.field} onClose={drawer.close} />}
    </Page>
  );
}
