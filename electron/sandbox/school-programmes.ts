/**
 * The programmes of the sample school. First classes are set so that every cohort of 2024 ends within 2024 and nobody pays in
 * December for January: the demo syncs 2025 alone, and a course paid for in the year before would look unpaid.
 */
import type { Programme } from './school-model.ts';

/** Id of an income account in the accounting system. */
function account(number: number): string {
  return `65a0${number.toString(16).padStart(20, '0')}`;
}

function programme(
  key: string,
  number: number,
  name: string,
  serviceType: string,
  slug: string,
  course: Pick<Programme, 'fullTime' | 'weeks' | 'listPrice' | 'vat' | 'kickoffs'>,
): Programme {
  const accountNumber = 70500000 + number;
  return { key, accountId: account(accountNumber), accountNumber, name, serviceType, slug, ...course };
}

export const PROGRAMMES: readonly Programme[] = [
  programme('fs-ft', 1, 'ES - Full-Stack - Full-Time', 'FS', 'spain-fs-ft', {
    fullTime: true,
    weeks: 16,
    listPrice: 619_000,
    vat: 21,
    kickoffs: ['2024-01-22', '2024-04-22', '2024-09-02', '2025-01-20', '2025-04-28', '2025-09-29'],
  }),
  programme('fs-pt', 2, 'ES - Full-Stack - Part-Time', 'FS', 'spain-fs-pt', {
    fullTime: false,
    weeks: 24,
    listPrice: 520_000,
    vat: 21,
    kickoffs: ['2024-01-22', '2024-04-08', '2024-06-10', '2025-01-27', '2025-05-05', '2025-10-06'],
  }),
  programme('ds-pt', 3, 'ES - Data Science - Part-Time', 'DS', 'spain-ds-pt', {
    fullTime: false,
    weeks: 22,
    listPrice: 560_000,
    vat: 21,
    kickoffs: ['2024-01-29', '2024-04-15', '2024-07-01', '2025-02-03', '2025-05-12', '2025-10-13'],
  }),
  programme('ds-ft', 4, 'ES - Data Science - Full-Time', 'DS', 'spain-ds-ft', {
    fullTime: true,
    weeks: 16,
    listPrice: 640_000,
    vat: 21,
    kickoffs: ['2024-02-05', '2024-08-26', '2025-03-03', '2025-09-15'],
  }),
  programme('cs-pt', 5, 'ES - Cybersecurity - Part-Time', 'CS', 'spain-cs-pt', {
    fullTime: false,
    weeks: 18,
    listPrice: 495_000,
    vat: 21,
    kickoffs: ['2024-02-12', '2024-05-13', '2024-08-12', '2025-02-17', '2025-05-19', '2025-09-22'],
  }),
  programme('aie-pt', 6, 'ES - AI Engineering - Part-Time', 'AIE', 'spain-aie-pt', {
    fullTime: false,
    weeks: 14,
    listPrice: 390_000,
    vat: 21,
    kickoffs: ['2024-03-04', '2024-09-09', '2025-03-10', '2025-10-20'],
  }),
  programme('aie-ft', 7, 'ES - AI Engineering - Full-Time', 'AIE', 'spain-aie-ft', {
    fullTime: true,
    weeks: 10,
    listPrice: 430_000,
    vat: 21,
    kickoffs: ['2024-03-18', '2024-09-30', '2025-04-07', '2025-11-03'],
  }),
  programme('en', 8, 'EU - English courses', 'EN', 'lumen-english', {
    fullTime: false,
    weeks: 16,
    listPrice: 64_000,
    vat: null,
    kickoffs: ['2024-01-15', '2024-04-29', '2024-08-26', '2025-01-13', '2025-05-05', '2025-09-22'],
  }),
  programme('es', 9, 'EU - Spanish for foreigners', 'ES', 'lumen-spanish', {
    fullTime: false,
    weeks: 12,
    listPrice: 56_000,
    vat: null,
    kickoffs: ['2024-01-22', '2024-04-22', '2024-09-16', '2025-02-10', '2025-05-19', '2025-10-06'],
  }),
];

/**
 * Words in names and slugs that mean a language course. Spelt out, because the accountant starts account names with the country:
 * a bare "ES" would make every Spanish coding course a Spanish lesson.
 */
export const LANGUAGE_WORDS: Readonly<Record<string, readonly string[]>> = { EN: ['english'], ES: ['spanish'] };

/** An income account that exists and is no course. */
export const OTHER_INCOME = {
  accountId: account(75200001),
  accountNumber: 75200001,
  name: 'Alquiler de aulas',
} as const;

/** An account that invoices name although the accounting system no longer lists it. */
export const DELETED_ACCOUNT = account(70500099);

const BY_KEY = new Map(PROGRAMMES.map((entry) => [entry.key, entry]));

/** The programme of a key. Throws on a key that is not on offer: only this folder writes keys. */
export function programmeOf(key: string): Programme {
  const found = BY_KEY.get(key);
  if (!found) throw new RangeError(`No programme ${key}`);
  return found;
}
