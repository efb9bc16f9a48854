// biome-ignore-all lint/a11y/useSemanticElements: the elements of a table cannot be rows that take the focus
/** Causes, most money first: one fix, many issues. Rows take the focus and the same keys as in every table. */
import { Checkbox } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import table from '../../components/data-table/data-table.module.css';
import { handleKey } from '../../components/data-table/table-keys.ts';
import { MoneyText } from '../../components/money.tsx';
import { ViewMenu } from '../../components/saved-views/view-menu.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { OwnersOf } from './care-lines.tsx';
import { careWords } from './care-words.ts';
import classes from './issues.module.css';
import { useNames } from './names.ts';
import { usePlaces } from './use-teller.ts';
import { verbOf } from './verbs.ts';
import { WhatCell } from './what-cell.tsx';
import { words } from './words.ts';

export type Group = WindowOutput<'issues/groups'>[number];

interface Props {
  readonly groups: readonly Group[];
  readonly openId: number | null;
  /** How much of a group is selected. */
  readonly chosen: (group: Group) => 'none' | 'some' | 'all';
  readonly onToggle: (group: Group) => void;
  readonly onAll: () => void;
  readonly onNone: () => boolean;
  readonly onOpen: (group: Group) => void;
  readonly onMove: (group: Group) => void;
}

const PAGE_ROWS = 15;
/** Causes show all they have; the views of single issues are theirs, too. */
const NO_COLUMNS: readonly never[] = [];

export function GroupList(props: Props) {
  const { groups } = props;
  const say = useWords(words);
  const sayCare = useWords(careWords);
  const format = useFormat();
  const grid = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const here = Math.min(at, groups.length - 1);
  const group = groups[here];
  const openAt = groups.findIndex((each) => each.example === props.openId);
  useEffect(() => {
    if (openAt < 0) return;
    setAt(openAt);
    grid.current?.querySelector(`[data-index="${openAt}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [openAt]);

  const focusRow = (index: number) => {
    setAt(index);
    grid.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus();
    const moved = groups[index];
    if (moved) props.onMove(moved);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (group === undefined) return;
    const taken = handleKey(event, {
      at: here,
      total: groups.length,
      pageRows: PAGE_ROWS,
      move: focusRow,
      toggle: () => props.onToggle(group),
      selectAll: props.onAll,
      clear: props.openId === null ? props.onNone : undefined,
      open: () => props.onOpen(group),
      copy: () => void navigator.clipboard.writeText(groupsAsCells(groups, format.plainMoney)),
    });
    if (taken) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  const heads = [
    say('c.count'),
    say('c.what'),
    `${say('c.amount')} ${format.currency}`,
    say('c.from'),
    say('c.since'),
    sayCare('owner'),
    say('c.answer'),
  ];
  return (
    <div className={table.frame}>
      <div
        ref={grid}
        role="grid"
        aria-label={say('group.list')}
        aria-rowcount={groups.length + 1}
        aria-multiselectable
        className={`${table.scroller} ${classes.groups}`}
      >
        <div role="row" aria-rowindex={1} className={table.head} tabIndex={-1}>
          <div role="columnheader" className={`${table.headCell} ${table.check}`} tabIndex={-1}>
            <Checkbox
              size="xs"
              aria-label={say('key.all')}
              checked={groups.length > 0 && groups.every((each) => props.chosen(each) === 'all')}
              indeterminate={groups.some((each) => props.chosen(each) !== 'none')}
              onChange={(event) => (event.currentTarget.checked ? props.onAll() : props.onNone())}
            />
          </div>
          {heads.map((head, index) => (
            <div
              key={head}
              role="columnheader"
              tabIndex={-1}
              className={`${table.headCell} ${index === 2 ? table.figure : ''}`}
            >
              <span className={table.text}>{head}</span>
            </div>
          ))}
        </div>
        <div role="rowgroup" onKeyDown={onKeyDown}>
          {groups.map((each, index) => {
            const chosen = props.chosen(each);
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of all rows are handled by their group
              <div
                key={each.group}
                role="row"
                data-index={index}
                data-open={each.example === props.openId}
                aria-rowindex={index + 2}
                aria-selected={chosen === 'all'}
                tabIndex={index === here ? 0 : -1}
                className={`${table.row} ${classes.groupRow}`}
                onFocus={() => setAt(index)}
                onClick={(event) => {
                  focusRow(index);
                  if (event.ctrlKey || event.metaKey) props.onToggle(each);
                  else props.onOpen(each);
                }}
              >
                <div role="gridcell" className={`${table.cell} ${table.check}`} tabIndex={-1}>
                  <Checkbox
                    size="xs"
                    tabIndex={-1}
                    aria-label={say('group.select', { count: each.count })}
                    checked={chosen === 'all'}
                    indeterminate={chosen === 'some'}
                    readOnly
                    onClick={(event) => {
                      event.stopPropagation();
                      props.onToggle(each);
                    }}
                  />
                </div>
                <GroupCells group={each} />
              </div>
            );
          })}
        </div>
      </div>
      <div className={table.foot}>
        <span>{say('group.rows', { count: groups.length })}</span>
        <span>{say('group.issues', { count: groups.reduce((sum, each) => sum + each.count, 0) })}</span>
        <ViewMenu table="issues" columns={NO_COLUMNS} />
      </div>
    </div>
  );
}

function GroupCells({ group }: { readonly group: Group }) {
  const say = useWords(words);
  const format = useFormat();
  const places = usePlaces();
  const named = useGroupName(group);
  return (
    <>
      <div role="gridcell" className={table.cell} tabIndex={-1}>
        <span>{say('group.issues', { count: group.count })}</span>
      </div>
      <div role="gridcell" className={table.cell} tabIndex={-1}>
        <WhatCell issue={group} sentence={group.count === 1} named={named} />
      </div>
      <div role="gridcell" className={`${table.cell} ${table.figure}`} tabIndex={-1}>
        <MoneyText amount={group.amountAtRisk} />
      </div>
      <div role="gridcell" className={table.cell} tabIndex={-1}>
        <span>
          {places.system(group.integration)} · {places.step(group.operation)}
        </span>
      </div>
      <div role="gridcell" className={table.cell} tabIndex={-1}>
        <span>{format.date(group.since.slice(0, 10))}</span>
      </div>
      <div role="gridcell" className={table.cell} tabIndex={-1}>
        <span className={table.text}>
          <OwnersOf owners={group.owners} of={group.count} />
        </span>
      </div>
      <div role="gridcell" className={table.cell} tabIndex={-1}>
        <span className={classes.verb}>{say(`verb.${verbOf(group.code)}`)}</span>
      </div>
    </>
  );
}

/** What a cause with a thing of its own is called: the account to map, the unknown word. */
export function useGroupName(group: Pick<Group, 'group' | 'code'>): string | null {
  const thing = group.group === group.code ? '' : group.group.slice(group.code.length + 1);
  const names = useNames(thing.includes(':') ? [thing] : []);
  if (thing === '') return null;
  return names.get(thing)?.name ?? thing.slice(thing.lastIndexOf(':') + 1);
}

function groupsAsCells(groups: readonly Group[], money: (minor: number) => string): string {
  return groups
    .map((each) => [each.count, each.title, money(each.amountAtRisk), each.since.slice(0, 10)].join('\t'))
    .join('\n');
}
