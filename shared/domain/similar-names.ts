/**
 * Names, e-mails and tax ids in a form that can be compared. Only exact e-mails and tax ids ever link two records; names and
 * folded e-mails merely propose, because people share names and mail providers differ on what a dot means.
 */

/** From this score on two names are proposed as one person. */
export const SAME_NAME_SCORE = 0.9;

/** Words that say what kind of company it is, not which; written without dots. */
const LEGAL_FORMS = new Set(
  (
    'sl slu sll slne sa sau sas sarl scp sc cb srl srls spa lda ltda ltd limited llc llp lp plc inc incorporated corp ' +
    'corporation co company gmbh ag kg ug ohg gbr ev kft zrt nyrt bt ec nv bv vof oy oyj ab as aps sro doo'
  ).split(' '),
);

/** Letters that decomposition leaves whole. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i' };

/** A name as one run of letters: no accents, case, dots or legal form, words in alphabetical order. */
export function normaliseName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[øłđßæœı]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .replaceAll('.', '');
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const named = words.filter((word) => !LEGAL_FORMS.has(word));
  return (named.length > 0 ? named : words).sort().join('');
}

/** How alike two names are, from 0 to 1: the Dice coefficient of their letter pairs, counted as often as they occur. */
export function nameScore(a: string, b: string): number {
  return alikeness(normaliseName(a), normaliseName(b), 0);
}

/**
 * The same for normalised names, and 0 for any score below {@link SAME_NAME_SCORE}: everybody new is compared with many who are
 * merely not ruled out, and nearly all of those differ by more than the few letter pairs that the score leaves.
 */
export function sameNameScore(left: string, right: string): number {
  return alikeness(left, right, SAME_NAME_SCORE);
}

function alikeness(left: string, right: string, least: number): number {
  if (left === '' || right === '') return 0;
  if (left === right) return 1;
  const all = left.length + right.length - 2;
  if (all <= 0) return 0;
  const score = (shared: number) => Math.round(((2 * shared) / all) * 10_000) / 10_000;
  if (score(Math.min(left.length, right.length) - 1) < least) return 0;
  // Cheap first: pairs of one name that the other has nowhere. Only what survives is counted properly.
  let possible = right.length - 1;
  for (let at = 0; at + 2 <= right.length; at++) {
    if (left.includes(right.slice(at, at + 2))) continue;
    possible -= 1;
    if (score(possible) < least) return 0;
  }
  const pairs = letterPairs(left);
  let shared = 0;
  for (const [pair, count] of letterPairs(right)) shared += Math.min(count, pairs.get(pair) ?? 0);
  const exact = score(shared);
  return exact < least ? 0 : exact;
}

/** An e-mail as it identifies a person: trimmed, lower case. Dots and `+tags` stay. `null` when it is no address. */
export function normaliseEmail(email: string | null): string | null {
  if (email === null) return null;
  const address = email.normalize('NFKC').trim().toLowerCase();
  return /^[^\s@]+@[^\s@]+$/.test(address) ? address : null;
}

/** The mailbox that an e-mail probably ends in: without its `+tag` and, at Gmail, without dots. For proposals only. */
export function foldEmail(email: string | null): string | null {
  const address = normaliseEmail(email);
  if (address === null) return null;
  const at = address.indexOf('@');
  const host = address.slice(at + 1);
  const local = address.slice(0, at).replace(/(?<=.)\+.*$/, '');
  if (host !== 'gmail.com' && host !== 'googlemail.com') return `${local}@${host}`;
  return `${local.replaceAll('.', '')}@gmail.com`;
}

/** A tax id without case, spaces and punctuation. `null` for what only fills the field, such as `0` or `N/A`. */
export function normaliseTaxId(taxId: string | null): string | null {
  if (taxId === null) return null;
  const id = taxId
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  // A placeholder that many records share would make one person of them all.
  return id.length >= 5 && /[1-9]/.test(id) && !/^(.)\1*$/.test(id) ? id : null;
}

function letterPairs(text: string): Map<string, number> {
  const pairs = new Map<string, number>();
  for (let i = 0; i + 2 <= text.length; i++) {
    const pair = text.slice(i, i + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}
