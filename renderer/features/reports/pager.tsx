import { Button } from '@mantine/core';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import classes from './reports.module.css';
import { words } from './words.ts';

/** Rows of a report on one page. */
export const ROWS = 200;

export function Pager(props: {
  readonly page: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
}) {
  const say = useWords(words);
  const format = useFormat();
  const { page, total, onPage } = props;
  if (total <= ROWS) return null;
  const from = (page - 1) * ROWS + 1;
  const until = Math.min(page * ROWS, total);
  return (
    <nav aria-label={say('pages')} className={classes.pager}>
      <span>{say('rows', { from: format.count(from), until: format.count(until), total: format.count(total) })}</span>
      <Button size="xs" variant="default" disabled={page === 1} onClick={() => onPage(page - 1)}>
        {say('before')}
      </Button>
      <Button size="xs" variant="default" disabled={until === total} onClick={() => onPage(page + 1)}>
        {say('after')}
      </Button>
    </nav>
  );
}
