/**
 * Hides personal values and secrets in text that came from elsewhere: API messages, stacks, file names. Issue details and
 * logs are what people paste into a support thread, so what they show must be safe to paste.
 */

const email = /[\p{L}\p{N}._%+'-]+(?:@|%40)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu;

const tokens: readonly (readonly [RegExp, string])[] = [
  // A JSON web token: three base64url parts.
  [/\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?/g, '[token]'],
  // An authorization header's value. A word after it ("Token expired") is no secret; it has a digit or is long.
  [/\b(Bearer|Token|Basic)(\s+|%20)(?=\S*\d|\S{20,})[\w.~+/=:-]{6,}/gi, '$1 [token]'],
  // A secret passed by name, as in a query or a dumped header.
  [
    /\b((?:api[-_]?key|access[-_]?token|refresh[-_]?token|client[-_]?secret|x-api-key|token|key|password|secret)["']?\s*[=:]\s*["']?)(?!\[)[^\s"'&,;}\])]{6,}/gi,
    '$1[token]',
  ],
  // Prefixes providers give their keys.
  [/\b(?:pat|ntn|secret|sk|pk|rk|ghp|gho|xox[abp]|whsec)[_-][\w-]{8,}/gi, '[token]'],
  [/(?<![\w-])[0-9a-f]{32,}(?![\w-])/gi, '[token]'],
  // Long and mixed: what a random base64url key looks like and a word never does.
  [/(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[\w-]{40,}(?![\w-])/g, '[token]'],
];

const taxIds: readonly RegExp[] = [
  // Spain: NIF, NIE, CIF, with or without the ES of the VAT number.
  /\b(?:ES[- ]?)?(?:\d{8}[- ]?[A-Z]|[XYZKLM][- ]?\d{7}[- ]?[A-Z]|[ABCDEFGHJNPQRSUVW][- ]?\d{7}[- ]?[0-9A-J])\b/g,
  // Hungary: 12345678-1-42.
  /\b\d{8}-\d-\d{2}\b/g,
  // United States: employer number and social security number.
  /\b(?:\d{2}-\d{7}|\d{3}-\d{2}-\d{4})\b/g,
  // VAT numbers of the Union, Britain, Norway and Switzerland, which carry a country code.
  /\b(?:AT ?U|BE|BG|CHE|CY|CZ|DE|DK|EE|EL|FI|FR|GB|HR|HU|IE|IT|LT|LU|LV|MT|NL|NO|PL|PT|RO|SE|SI|SK)[ -]?(?=[0-9A-Z.]{8,14}\b)(?:[0-9A-Z.]*\d){7}[0-9A-Z.]*\b/g,
];

/** An account number: country, two check digits, at least eleven characters more, in one piece or in groups of four. */
const iban = /\b[A-Z]{2}\d{2}(?:[0-9A-Z]{11,30}|(?: [0-9A-Z]{4}){2,7}(?: [0-9A-Z]{1,3})?)\b/g;

const phones: readonly RegExp[] = [
  /(?<![\w+.])(?:\+|00)[1-9]\d{0,2}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d(?:[ .-]?\d){5,12}(?![\w.]*\d)/g,
  // Spain without the country code, written in groups; nine digits in a row are more often a document's number.
  /(?<![\w.,-])[6789]\d{2}[ .-]\d{2,3}[ .-]\d{2,3}(?:[ .-]\d{2})?(?![\w-])/g,
  // North America with its area code in brackets.
  /\(\d{3}\) ?\d{3}[ .-]\d{4}\b/g,
];

/** Hides e-mail addresses and anything that looks like a key or token. Identifiers with dashes (UUIDs) stay. */
export function maskSecrets(text: string): string {
  // Nothing shorter can hold either, and most logged strings are short words.
  if (text.length < 6) return text;
  let masked = text.includes('@') || text.includes('%40') ? text.replace(email, '[e-mail]') : text;
  if (masked.length < 10) return masked;
  for (const [pattern, replacement] of tokens) masked = masked.replace(pattern, replacement);
  return masked;
}

/** Hides what identifies a person or company as well: phones, tax ids, account numbers. For the details of an issue. */
export function maskPersonal(text: string): string {
  let masked = maskSecrets(text).replace(iban, '[account]');
  for (const pattern of taxIds) masked = masked.replace(pattern, '[tax id]');
  for (const pattern of phones) masked = masked.replace(pattern, '[phone]');
  return masked;
}
