/** The five contracts of the close vectors as a company lives through them: synced, answered for, closed month by month. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CLOSE_CASE_ACCOUNTS, CLOSE_CASE_ANSWERS, closeCaseWorlds } from '../../electron/sandbox/close-case.ts';
import { type Books, openSchool, type SmallSchool, WHO } from './school.ts';

type Owner = Parameters<typeof openSchool>[1];
export type RollLine = Readonly<Record<string, number>> & { readonly month: string };

/** The roll-forward that the vectors expect. */
export function expectedRollForward(): RollLine[] {
  const file = fileURLToPath(new URL('../vectors/close.json', import.meta.url));
  return JSON.parse(readFileSync(file, 'utf8')).blocks.rollForward.expected.rollForward;
}

export async function signAndClose(books: Books, month: string, balance: number): Promise<void> {
  await books.call('tie-outs/ledger-balance', { month, amount: balance, who: WHO });
  await books.call('months/prepare', { month, who: WHO });
  await books.call('months/review', { month, who: 'leo' });
  await books.call('months/close', { month, who: WHO });
}

/** January to March closed, April worked and open. */
export async function openCloseCase(owner?: Owner): Promise<SmallSchool> {
  const options = { worlds: closeCaseWorlds(), firstMonth: '2025-01', now: '2025-05-05T08:00:00.000Z' };
  const school = await openSchool(options, owner);
  const { books } = school;
  await books.month('2025-01', '2025-03');
  const keys = new Map(
    books.rows<{ number: string; key: string }>('SELECT number, key FROM invoice').map((row) => [row.number, row.key]),
  );
  for (const { kind, about, value } of CLOSE_CASE_ANSWERS) await books.decide(kind, keys.get(about) ?? about, value);
  const { services: offered } = await books.call('accounts/get', {});
  const services = Object.fromEntries(offered.map(({ key, name }) => [key, CLOSE_CASE_ACCOUNTS[name] ?? null]));
  await books.call('accounts/save', { preset: 'spain-pgc', services, who: WHO });
  await books.accruals('2025-01', '2025-03');
  for (const line of expectedRollForward()) {
    if (line.month > '2025-03') break;
    await signAndClose(books, line.month, line.closingDeferredMinor ?? 0);
  }
  await books.month('2025-04');
  return school;
}
