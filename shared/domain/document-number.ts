/** Numbers of documents in a form that can be compared, however a system, a bank or a person writes them. */

/**
 * Letters and digits of a text in runs, lower case, digits without leading zeros: `F25-001` and `f25 1` give `f`, `25`, `1`.
 * Everything between the runs is taken for punctuation.
 */
export function numberRuns(text: string): string[] {
  const runs = text
    .normalize('NFKC')
    .toLowerCase()
    .match(/\p{L}+|\p{Nd}+/gu);
  return (runs ?? []).map((run) => (isDigits(run) ? run.replace(/^0+(?=.)/, '') : run));
}

/**
 * Series and number without case, punctuation and leading zeros: `F25-001` and `f25 1` are one number. Two runs of digits stay
 * apart, or number 11 of series 1 would be number 1 of series 11. `null` when there is nothing to compare.
 */
export function normaliseNumber(document: {
  /** Null where the number carries its series. */
  readonly series: string | null;
  readonly number: string | null;
}): string | null {
  const { series, number } = document;
  if (number === null || !/[\p{L}\p{Nd}]/u.test(number)) return null;
  let text = '';
  let afterDigits = false;
  for (const run of numberRuns(`${series ?? ''} ${number}`)) {
    const digits = isDigits(run);
    if (digits && afterDigits) text += '-';
    text += run;
    afterDigits = digits;
  }
  return text;
}

function isDigits(run: string): boolean {
  return /^\p{Nd}/u.test(run);
}
