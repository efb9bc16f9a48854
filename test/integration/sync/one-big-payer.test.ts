/** A company that pays one price for each of its employees: many invoices of one client, one service and one amount. */
import { expect, test } from 'vitest';
import { openSchool } from '../../support/school.ts';

test('a hundred invoices of one price ask at most one question each about being there twice', async () => {
  const { books, world } = await openSchool({ now: '2025-07-10T08:00:00.000Z' });
  const payer = world.student({ name: 'Talleres Brisa', email: 'pagos@brisa.example', company: true, in: ['books'] });
  for (let number = 0; number < 100; number++) {
    world.invoice({
      student: payer,
      service: 'fs-pt',
      date: `2025-01-${String(1 + (number % 28)).padStart(2, '0')}`,
      net: 500_000,
    });
  }
  const report = await books.sync('2025-01');
  expect(report.run.status).toBe('completed');
  expect(report.issues.byCode.INVOICE_DUPLICATE_SOFT ?? 0).toBeLessThanOrEqual(100);
});
