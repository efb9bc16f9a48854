/** Puts all rows of a report on the clipboard, not only those of the page in sight. */
import type { WindowInput } from '../../../shared/contract/window.ts';
import type { Result } from '../../../shared/domain/problem.ts';
import { call } from '../../bridge/api.ts';
import { problemOf } from '../../bridge/problem-error.ts';
import { showNote, showProblem } from '../../components/toasts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { reportAsCells, type Told } from './cells.ts';
import type { Report } from './view.ts';
import { words } from './words.ts';

const MOST = 1000;

export function useCopy(input: Omit<WindowInput<'reports/get'>, 'offset' | 'limit'>, told: Told): () => void {
  const say = useWords(words);
  const format = useFormat();
  const copy = async () => {
    const rows: Report['rows'] = [];
    let report: Report | null = null;
    for (;;) {
      const answer: Result<Report> = await call('reports/get', { ...input, offset: rows.length, limit: MOST });
      if (!answer.ok) return showProblem(answer.problem);
      report = answer.value;
      rows.push(...report.rows);
      if (report.rows.length === 0 || rows.length >= report.total) break;
    }
    await navigator.clipboard.writeText(reportAsCells({ ...report, rows }, format, told));
    showNote(say('copied', { count: rows.length }));
  };
  return () => void copy().catch((thrown: unknown) => showProblem(problemOf(thrown)));
}
