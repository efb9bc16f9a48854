/** The frame of the six lists: heading, tabs, filters, and what stands here while the ledger is empty. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { common } from '../../i18n/common.ts';
import { useWords } from '../../i18n/words.ts';
import { goTo } from '../../state/location.ts';
import { useRemembered } from '../../state/view-state.ts';
import classes from './ledger.module.css';
import { useListPlaces } from './list-places.ts';
import { TABS, type Tab } from './places.ts';
import { words } from './words.ts';

export function ListPage(props: { readonly tab: Tab; readonly toolbar: ReactNode; readonly children: ReactNode }) {
  const say = useWords(common);
  return (
    <Page title={say('nav.ledger')} layout="fill">
      <Tabs here={props.tab} />
      <div className={classes.toolbar}>{props.toolbar}</div>
      {props.children}
    </Page>
  );
}

/** The kinds of things, each as its list was left. */
export function Tabs({ here }: { readonly here: Tab }) {
  const say = useWords(words);
  const places = useListPlaces((state) => state.places);
  return (
    <nav aria-label={say('tabs')}>
      <ul className={classes.tabs}>
        {TABS.map((tab) => (
          <li key={tab}>
            <a
              className={classes.tab}
              href={`#${places[tab] ?? `/ledger/${tab}`}`}
              aria-current={tab === here ? 'page' : undefined}
            >
              {say(`tab.${tab}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Nothing under these filters, or nothing at all yet. */
export function NothingHere({ tab, filtered }: { readonly tab: Tab; readonly filtered: boolean }) {
  const say = useWords(words);
  const close = useRemembered((state) => state.lastOf.close);
  if (filtered) {
    return (
      <EmptyState
        title={say(`none.${tab}`)}
        action={
          <Button variant="default" onClick={() => goTo(`/ledger/${tab}`)}>
            {say('none.clear')}
          </Button>
        }
      >
        {say('none.filtered')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={say(`empty.${tab}`)}
      action={
        <Button variant="default" onClick={() => goTo(close ?? '/close')}>
          {say('empty.toClose')}
        </Button>
      }
    >
      {say('empty.after')}
    </EmptyState>
  );
}
