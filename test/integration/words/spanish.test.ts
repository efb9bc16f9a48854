/** What the engine says to a window, over months that were closed and changed late: none of it is left in English on a Spanish screen. */
import { expect, test } from 'vitest';
import { closeTheYear } from '../../../electron/sandbox/close-the-year.ts';
import { PHRASES_ES, spanish } from '../../../renderer/i18n/engine/es/index.ts';
import { tellerOf } from '../../../renderer/i18n/engine/use-told.ts';
import { month, monthsOf } from '../../../shared/domain/month.ts';
import type { Result } from '../../../shared/domain/problem.ts';
import { newFolder, openSample } from '../../support/school.ts';
import { sentencesOf } from '../../support/sentences.ts';

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problem.code} ${result.problem.message}`);
  return result.value;
}

/** Words that are the same in both languages. */
const SAME = new Set(PHRASES_ES.filter(([english, es]) => english === es).map(([english]) => english));

test('every sentence of closed months, of late changes and of what they stand on has Spanish words', {
  timeout: 600_000,
}, async () => {
  const { books, worlds, school } = await openSample();
  await books.month('2025-01', '2025-06');
  await closeTheYear({
    engine: books.engine,
    worlds,
    school,
    months: monthsOf({ from: month('2025-01'), until: month('2025-06') }),
    open: month('2025-06'),
    folder: newFolder(),
    who: 'demo',
    must,
  });
  const said = await sentencesOf(books, ['2025-05', '2025-06']);
  expect([...said.values()].reduce((sum, { size }) => sum + size, 0)).toBeGreaterThan(1_000);
  const tell = tellerOf(spanish, 'es-ES');
  const left = [...said].flatMap(([place, sentences]) =>
    [...sentences].filter((each) => !SAME.has(each) && tell(each) === each).map((each) => `${place}: ${each}`),
  );
  expect(left).toEqual([]);
});
