import { appendFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import * as school from '../../support/school.ts';
import { openCourse as oc } from '../../support/course.ts';
export * from '../../support/school.ts';
async function check(books: any) {
  try {
  for (const { id } of books.rows('SELECT id FROM posting ORDER BY id')) {
    const why = await books.call('postings/why', { id });
    const rows = why.calculation.map((r: any) => r.amount);
    const s = rows.slice(0, -1).reduce((t: number, a: any) => t + (a ?? 0), 0);
    const guessed = why.calculation.some((r: any) => r.words.startsWith('Worked out'));
    appendFileSync('/tmp/b3d-out.txt', JSON.stringify({ bad: guessed || s !== why.posting.amount || rows.at(-1) !== why.posting.amount, kind: why.posting.kind, why: { s: why.sentences, c: why.calculation } }) + '\n');
  }
  for (const { id } of books.rows('SELECT id FROM contract')) {
    const c = await books.call('contracts/get', { id });
    const t = c.price.reduce((x: number, p: any) => x + p.amount, 0);
    appendFileSync('/tmp/b3d-out.txt', JSON.stringify({ kind: 'contract', bad: t !== c.contract.price.amount, price: c.price, contract: c.contract, plan: c.plan }) + '\n');
  }
  } catch (e: any) { appendFileSync('/tmp/b3d-out.txt', JSON.stringify({ bad: true, kind: 'thrown', e: String(e.stack ?? e) }) + '\n'); }
}
export async function openCourse(...a: Parameters<typeof oc>) { const s = await oc(...a); onTestFinished(() => check(s.books)); return s; }
export async function openSchool(...a: Parameters<typeof school.openSchool>) { const s = await school.openSchool(...a); if (!a[1]) onTestFinished(() => check(s.books)); return s; }
