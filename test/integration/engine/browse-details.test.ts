/** Details and "why": every figure is explained by rows that add up to it, and every row leads to the record it came from. */
import { afterAll, describe, expect, test } from 'vitest';
import { openEngine } from '../../../electron/engine.ts';
import type { InputOf, OutputOf } from '../../../shared/contract/index.ts';
import { openCourse } from '../../support/course.ts';
import { type Books, keeper, openSample, openSchool, WHO } from '../../support/school.ts';

const kept = keeper();
afterAll(() => kept.closeAll());

const sample = await openSample({}, kept);
await sample.books.month('2025-01', '2025-12');

const ids = (books: Books, sql: string) => books.rows<{ id: number }>(sql).map(({ id }) => id);
const sum = (amounts: readonly (number | null)[]) =>
  amounts.reduce<number>((total, amount) => total + (amount ?? 0), 0);

/** Explains every posting and says which explanations do not hold. */
async function explainAll(books: Books) {
  const why: OutputOf<'postings/why'>[] = [];
  for (const id of ids(books, 'SELECT id FROM posting ORDER BY id')) why.push(await books.call('postings/why', { id }));
  const wrong = why.filter(({ posting, calculation }) => {
    const rows = calculation.map(({ amount }) => amount);
    const guessed = calculation.some(({ words }) => words.startsWith('Worked out'));
    return guessed || rows.at(-1) !== posting.amount || sum(rows.slice(0, -1)) !== posting.amount;
  });
  return { why, wrong };
}

/** The explanations of what one kind of posting carries. */
const ofKind = (why: readonly OutputOf<'postings/why'>[], kind: string) =>
  why.filter(({ posting }) => posting.kind === kind);

describe('the sample company', () => {
  test('every posting explains itself to the cent, down to documents and days of service', {
    timeout: 300_000,
  }, async () => {
    const { why, wrong } = await explainAll(sample.books);
    expect(wrong).toEqual([]);
    expect(why.length).toBeGreaterThan(1_000);
    for (const { sources } of why) expect(sources.every(({ provenance }) => provenance?.intact)).toBe(true);
  });

  test('every contract is told: its price adds up, its plan is in order, its months sum to what is recognised', {
    timeout: 300_000,
  }, async () => {
    for (const id of ids(sample.books, 'SELECT id FROM contract')) {
      const { contract, price, plan, months } = await sample.books.call('contracts/get', { id });
      const posted = sample.books.rows<{ n: number | null }>(
        'SELECT sum(amount) AS n FROM posting WHERE contract_id = ?',
        id,
      )[0]?.n;
      expect([id, sum(months.map(({ amount }) => amount))]).toEqual([id, posted ?? 0]);
      expect([id, sum(price.map(({ amount }) => amount))]).toEqual([id, contract.price.amount]);
      const last = months.at(-1);
      if (last) expect(last.remaining).toBe(contract.price.amount - (posted ?? 0));
      const days = plan.flatMap(({ from, until }) => [from, until]);
      expect(days).toEqual(days.toSorted());
    }
  });

  test('every row of every table leads to the record it came from, or to the run that made it', async () => {
    const tables: InputOf<'rows/provenance'>['table'][] = [
      'client',
      'service',
      'contract',
      'invoice',
      'invoice_line',
      'payment',
      'service_period',
      'cohort',
    ];
    for (const table of tables) {
      const rows = ids(sample.books, `SELECT id FROM ${table}`);
      expect([table, rows.length > 0]).toEqual([table, true]);
      for (const id of rows) {
        const { source, changes } = await sample.books.call('rows/provenance', { table, id });
        expect([table, id, changes[0]?.op, changes[0]?.run !== undefined]).toEqual([table, id, 'insert', true]);
        expect(changes[0]?.after).toMatchObject({ id });
        // A contract is nobody's record: it names the one that made it begin, if there was one.
        if (table !== 'contract' || source !== null)
          expect([table, id, source?.intact, typeof source?.payload]).toEqual([table, id, true, 'object']);
      }
    }
  }, 120_000);

  test('every document and every client is told with what belongs to it', { timeout: 300_000 }, async () => {
    for (const id of ids(sample.books, 'SELECT id FROM invoice LIMIT 200')) {
      const { document, lines, payments, source } = await sample.books.call('documents/get', { id });
      expect(document.id).toBe(id);
      expect(lines.filter(({ contract }) => contract === null).length).toBeGreaterThanOrEqual(document.unlinked);
      expect(payments.every(({ document: { id: of } }) => of === id)).toBe(true);
      expect(source?.externalId).toBeTruthy();
    }
    for (const id of ids(sample.books, 'SELECT id FROM client LIMIT 200')) {
      const { client, contracts, documents, periods, changes } = await sample.books.call('clients/get', { id });
      expect(client.contracts).toBe(contracts.length);
      expect([...contracts, ...documents, ...periods].every((row) => row.client?.id === id)).toBe(true);
      expect(changes[0]).toMatchObject({ table: 'client', op: 'insert' });
    }
  });

  test('what is not there is said, with what to do', async () => {
    for (const channel of ['clients/get', 'contracts/get', 'postings/why', 'documents/get'] as const)
      expect(await sample.books.refusal(channel, { id: 9_999_999 })).toMatchObject({ code: 'NOT_IN_THE_LEDGER' });
    expect(await sample.books.refusal('rows/provenance', { table: 'client', id: 9_999_999 })).toMatchObject({
      message: 'There is no client 9999999.',
    });
  });
});

describe('a course that goes through everything', () => {
  const NOW = '2025-07-10T08:00:00.000Z';

  test('late facts after a close name the months they belong to and what came late', async () => {
    const { books, invoice, place, world, ana } = await openCourse('2025-01', NOW);
    const bill = invoice('2025-01-10', 240_000);
    place('2025-01-12', '2025-05-29');
    await books.close(['2025-01', '2025-02']);
    world.editInvoice(bill, { student: ana, service: 'fs-pt', date: '2025-01-10', net: 270_000 });
    await books.sync('2025-01', '2025-02');
    await books.month('2025-03');
    const { why, wrong } = await explainAll(books);
    expect(wrong).toEqual([]);
    const [late] = ofKind(why, 'prior_period');
    expect(late?.sentences.join('\n')).toContain(
      'It belongs to January 2025 and February 2025, which were closed by then',
    );
    expect(late?.sentences).toContainEqual(
      expect.stringMatching(/^Came after the close: Invoice .* of 10 Jan 2025: 2,400.00 EUR became 2,700.00\.$/),
    );
    expect(late?.calculation.map(({ words }) => words)).toEqual([
      'January 2025, service',
      'February 2025, service',
      'This posting in March 2025',
    ]);
    expect(late?.calculation[0]?.detail).toBe('should carry 391.30, carries 347.83');
    // What was posted before tells what it stood on then, and that this has changed.
    const [january] = ofKind(why, 'service');
    expect(january?.calculation[0]).toMatchObject({ words: 'Price 2,400.00 EUR over 138 days of service' });
    expect(january?.sentences.join('\n')).toContain('Facts have changed since this was posted (1 change): Invoice');
    const { months, contract } = await books.call('contracts/get', { id: january?.contract.id ?? 0 });
    expect(months.map(({ month, closed }) => [month, closed])).toEqual([
      ['2025-01', true],
      ['2025-02', true],
      ['2025-03', false],
    ]);
    expect(months[2]?.late).toBe(late?.posting.amount);
    expect(months[2]?.remaining).toBe(contract.price.amount - contract.recognised);
  });

  test('a month is told as an accountant would check it', async () => {
    const { books, invoice, place } = await openCourse('2025-01', NOW);
    invoice('2025-01-10', 240_000);
    place('2025-01-12', '2025-05-29');
    await books.month('2025-01', '2025-03');
    const { why } = await explainAll(books);
    expect(why[2]?.calculation.map(({ words, amount, detail }) => [words, amount, detail])).toEqual([
      ['Price 2,400.00 EUR over 138 days of service', null, '12 Jan to 29 May 2025'],
      ['Days of service up to 31 Mar 2025: 79 of 138', null, '31 of them in March 2025'],
      ['Earned to the end of March 2025', 137_391, '2,400.00 x 79 / 138'],
      ['Less earned to the end of February 2025', -83_478, '2,400.00 x 48 / 138'],
      ['This posting in March 2025', 53_913, 'run 1, 10 Jul 2025'],
    ]);
  });

  test('drop, breakage, manual lines, credit notes, undo and unlocking: every posting still adds up', async () => {
    const { books, invoice, credit, place, world } = await openCourse('2025-01', NOW);
    const bill = invoice('2025-01-10', 600_000);
    const seat = place('2025-01-13', '2025-06-20');
    await books.month('2025-01');
    credit('2025-02-12', 30_000, { origin: bill, reason: 'error' });
    await books.month('2025-01', '2025-02');
    await books.lock('2025-01');
    world.changeStatus(seat, { status: 'POSTPONED', statusDate: '2025-02-20' });
    await books.month('2025-01', '2025-03');
    const key = `holded:${bill.id}`;
    await books.decide('resume', key, { firstDay: '2025-04-07', newEnd: '2025-08-29' });
    await books.month('2025-01', '2025-05');
    await books.decide('manual', key, { month: '2025-04', amount: 12_345 });
    const drop = await books.decide('drop', key, { refund: 50_000, lastDay: '2025-05-10' });
    await books.month('2025-01', '2025-06');
    let found = await explainAll(books);
    expect(found.wrong).toEqual([]);
    for (const kind of ['service', 'manual']) expect([kind, ofKind(found.why, kind).length > 0]).toEqual([kind, true]);
    const contract = found.why[0]?.contract.id ?? 0;
    const told = await books.call('contracts/get', { id: contract });
    expect(told.plan).toContainEqual({ from: '2025-02-21', until: '2025-04-06', kind: 'pause' });
    expect(told.decisions.map(({ words }) => words)).toContain('Left for good after 10 May 2025, 500.00 EUR refunded');
    expect(told.status.map(({ word }) => word)).toContain('POSTPONED');

    await books.call('decisions/undo', { id: drop.decision.id, who: WHO });
    await books.month('2025-01', '2025-06');
    await books.call('close/unlock', { month: '2025-01', reason: 'late invoice', who: WHO });
    await books.month('2025-01', '2025-06');
    found = await explainAll(books);
    expect(found.wrong).toEqual([]);
    await books.decide('manual', key, { month: '2025-06', amount: 777 });
    const { run } = await books.month('2025-06');
    expect(books.count('FROM posting WHERE run_id = ?', run.id)).toBeGreaterThan(0);
    await books.call('runs/undo', { run: run.id, who: WHO });
    found = await explainAll(books);
    expect(found.wrong).toEqual([]);
    const contra = found.why.find(({ calculation }) => calculation[0]?.words.startsWith('The opposite of posting'));
    expect(contra?.sentences[0]).toContain('takes back posting');
    const undone = found.why.find(({ sentences }) =>
      sentences.some((sentence) => sentence.startsWith('Taken back by run')),
    );
    expect(undone?.posting.amount).toBe(-(contra?.posting.amount ?? 0));
  });

  test('what was earned before the ledger began, and at which rates, is told', async () => {
    const { books, invoice, place } = await openCourse('2025-03', NOW);
    invoice('2025-01-10', 240_000, { currency: 'USD', rate: 0.9215 });
    place('2025-01-12', '2025-05-29');
    await books.sync('2025-01', '2025-04');
    await books.month('2025-03', '2025-04');
    const { why, wrong } = await explainAll(books);
    expect(wrong).toEqual([]);
    const [opening] = ofKind(why, 'opening');
    expect(opening?.sentences).toContain(
      'It belongs to January 2025 and February 2025, before the first month of the ledger, and opens the books.',
    );
    expect(opening?.calculation.map(({ words, amount }) => [words, amount])).toEqual([
      ['January 2025, service', 34_783],
      ['February 2025, service', 48_695],
      ['This posting in February 2025', 83_478],
    ]);
    expect(opening?.sentences.at(-1)).toMatch(/^In the company's books: 769\.\d\d EUR/);
  });

  test('a contract that waits for an answer says so beside what is posted already', async () => {
    const { books, invoice, place, world } = await openCourse('2025-01', NOW);
    invoice('2025-01-10', 240_000);
    const seat = place('2025-01-12', '2025-05-29');
    await books.month('2025-01');
    world.changeStatus(seat, { status: 'POSTPONED', source: 'none' });
    await books.month('2025-01', '2025-02');
    const { why, wrong } = await explainAll(books);
    expect(wrong).toEqual([]);
    expect(why[0]?.sentences.at(-1)).toMatch(/^The contract is held now: .*\. Nothing is posted or taken back/);
    const { issues } = await books.call('contracts/get', { id: why[0]?.contract.id ?? 0 });
    expect(issues[0]).toMatchObject({ code: 'STATUS_DATE_MISSING', status: 'pending' });
  });

  test('what is owed when a student leaves is told with the day and the decision', async () => {
    const { books, invoice, place } = await openCourse('2024-01', '2024-09-10T08:00:00.000Z');
    const bill = invoice('2024-01-01', 600_000);
    place('2024-01-01', '2024-05-19', { status: 'DROPPED', statusDate: '2024-03-10' });
    await books.month('2024-01', '2024-04');
    await books.decide('drop', `holded:${bill.id}`, { refund: 0 });
    await books.month('2024-01', '2024-04');
    const { why, wrong } = await explainAll(books);
    expect(wrong).toEqual([]);
    const [breakage] = ofKind(why, 'breakage');
    expect(breakage?.calculation.map(({ words, amount }) => [words, amount])).toEqual([
      ['What counts as billed when the student left', 600_000],
      ['Less earned by 10 Mar 2024, the last day of class', -300_000],
      ['This posting in March 2024', 300_000],
    ]);
    expect(breakage?.sources.map(({ words }) => words)).toContainEqual(
      expect.stringContaining('Decided: Left for good, nothing is refunded (ana, '),
    );
  });
});

test('merged clients are told with the decision to take back', async () => {
  const { world, books } = await openSchool({ now: '2025-07-10T08:00:00.000Z' });
  const payer = world.student({ name: 'Ana Ruiz', email: 'ana@mail.example', in: ['books'] });
  const student = world.student({ name: 'Ana Ruiz', email: 'ana.ruiz@post.example', in: ['campus'] });
  world.invoice({ student: payer, service: 'fs-pt', date: '2025-01-10', net: 500_000 });
  world.enrolment({ student, service: 'fs-pt', start: '2025-01-13', end: '2025-06-20' });
  await books.month('2025-01', '2025-06');
  const key = (system: string) =>
    books.rows<{ id: number; key: string }>('SELECT id, key FROM client WHERE key LIKE ?', `${system}:%`)[0];
  const [into, from] = [key('holded'), key('fourgeeks')];
  const made = await books.decide('merge', from?.key ?? '', { into: into?.key ?? '' });
  const { merged, externalIds, periods } = await books.call('clients/get', { id: into?.id ?? 0 });
  expect(merged).toMatchObject([{ id: from?.id, decision: made.decision.id }]);
  expect(externalIds.map(({ system }) => system)).toEqual(expect.arrayContaining(['fourgeeks', 'holded']));
  expect(periods).toHaveLength(1);
  const told = await books.call('contracts/get', { id: periods[0]?.contract?.id ?? 0 });
  expect(told.decisions.map(({ words, reason }) => [words, reason])).toEqual([
    ['The same person as Ana Ruiz', 'as told'],
  ]);
});

test('hostile names go through unharmed', async () => {
  const name = `<img src=x onerror=alert(1)> "Ana'; DROP TABLE client; -- \u202eziuR 👩🏽‍🎓 {0} %s ${'ñ'.repeat(2_000)}`;
  const { world, books } = await openSchool({ now: '2025-07-10T08:00:00.000Z' });
  const student = world.student({ name, email: 'ana@mail.example' });
  world.enrolment({ student, service: 'fs-pt', start: '2025-01-13', end: '2025-06-20' });
  world.invoice({ student, service: 'fs-pt', date: '2025-01-10', net: 500_000, number: "F'25<b>" });
  await books.month('2025-01', '2025-06');
  const { why, wrong } = await explainAll(books);
  expect(wrong).toEqual([]);
  const stored = books.rows<{ id: number; name: string }>('SELECT id, name FROM client')[0];
  expect(why[0]?.contract.words).toBe(`ES - Full-Stack - Part-Time · ${stored?.name}`);
  expect(why[0]?.sentences[1]).toContain("Invoice F'25<b> of 10 Jan 2025");
  expect((await books.call('clients/get', { id: stored?.id ?? 0 })).client.name).toBe(stored?.name);
});

test('a read-only connection explains everything, and writes nothing', async () => {
  const [id = 0] = ids(sample.books, 'SELECT id FROM posting');
  const written = sample.books.lastChange();
  const opened = await openEngine({ ledgerPath: sample.books.path, readonly: true, clock: sample.books.clock });
  if (!opened.ok) throw new Error(opened.problem.message);
  const why = await opened.value.call('postings/why', { id });
  expect(why).toEqual({ ok: true, value: await sample.books.call('postings/why', { id }) });
  await opened.value.close();
  expect(sample.books.lastChange()).toBe(written);
});
