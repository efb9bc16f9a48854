/** Text from outside as a cell can hold it. */

/** Characters one cell holds. */
const MOST = 32_767;

// What XML cannot carry or nobody can see: control characters but tab and line feed, and the two non-characters.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const UNCARRIED = /[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/g;

/**
 * The text without what a file cannot carry, one kind of line end, cut where a cell ends. It is not changed otherwise: in a
 * workbook the kind of the cell, and no apostrophe, is what keeps `=1+1` from being worked out.
 */
export function cellText(text: string): string {
  const plain = text.toWellFormed().replace(/\r\n?/g, '\n').replace(UNCARRIED, '');
  if (plain.length <= MOST) return plain;
  // A cut must not halve a pair of surrogates.
  return plain
    .slice(0, MOST)
    .toWellFormed()
    .replace(/\ufffd$/, '');
}

// First characters that a spreadsheet takes for the beginning of a formula when somebody edits the cell, full-width twins included.
const RISKY = /^[\s\u00a0]*[=+\-@＝＋－＠\t]/u;

/** Whether a cell with this text must stay text even when somebody edits it. */
export function looksLikeFormula(text: string): boolean {
  return RISKY.test(text);
}
