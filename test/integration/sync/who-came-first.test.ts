/** A student may be known to the campus before anybody sends him an invoice: who he is must not depend on that. */
import { expect, test } from 'vitest';
import { moreBooks, openSchool } from '../../support/school.ts';

test('a student met before his payer becomes the same client as one met after', async () => {
  const school = await openSchool({ firstMonth: '2025-01' });
  const { world, worlds, books } = school;
  const nora = world.student({ name: 'Nora Prado', email: 'nora@mail.example', in: ['books', 'campus', 'pages'] });
  world.enrolment({ student: nora, cohort: 'campus-fs-9', service: 'fs-pt', start: '2025-01-13', end: '2025-06-20' });
  const contacts = worlds.holded.contacts.splice(0);
  await books.month('2025-01', '2025-01');
  worlds.holded.contacts.push(...contacts);
  world.invoice({ student: nora, service: 'fs-pt', date: '2025-02-03', net: 300_000 });
  await books.month('2025-01', '2025-02');

  const later = await moreBooks(school, { firstMonth: '2025-01' });
  await later.month('2025-01', '2025-02');
  expect(await books.parts()).toEqual(await later.parts());
});
