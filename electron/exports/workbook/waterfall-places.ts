/** Where the waterfall's total stands, known before the sheet is written: the summary before it points there. */
import { type Ground, HEAD_ROWS } from './sheet-ground.ts';
import { columnLetters } from './workbook-port.ts';

export const WATERFALL_SHEET = 'Waterfall';
export const WATERFALL_HEAD = HEAD_ROWS + 1;
/** Columns before the first amount. */
export const WATERFALL_FIRST = 4;
/** Price, earned to date, deferred now, contract asset. */
export const WATERFALL_NOW = 4;
const AHEAD = 12;

/** All that is to come less what is not billed yet, over the first block; a control total follows no filter. */
export function toComeFormula({ sums }: Ground): string {
  const first = WATERFALL_HEAD + 1;
  const last = WATERFALL_HEAD + Math.max(sums.lines.length, 1);
  const letter = (at: number) => columnLetters(WATERFALL_FIRST + at);
  const range = (from: number, to: number) =>
    `SUM('${WATERFALL_SHEET}'!$${letter(from)}$${first}:$${letter(to)}$${last})`;
  const later = WATERFALL_NOW + AHEAD;
  return `${range(WATERFALL_NOW, later + 1)}-${range(later + 2, later + 2)}`;
}
