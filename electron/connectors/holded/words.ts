/** Words are matched whole, never as a part of another: "cs" is not in "mechanics", nor "isa" in "visa". */

/** Lower-case words of a text without accents: `AI/ML básico` gives `ai`, `ml`, `basico`. */
export function tokens(text: string): string[] {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token !== '');
}

/** Whether `phrase` (one word or several in a row) stands in `text`. */
function contains(text: readonly string[], phrase: readonly string[]): boolean {
  if (phrase.length === 0) return false;
  return text.some((_, start) => phrase.every((word, offset) => text[start + offset] === word));
}

/** The first rule one of whose phrases stands in `text`. */
export function firstRuleFor<Rule extends { readonly words: readonly string[] }>(
  text: string,
  rules: readonly Rule[],
): Rule | null {
  const words = tokens(text);
  return rules.find((rule) => rule.words.some((phrase) => contains(words, tokens(phrase)))) ?? null;
}
