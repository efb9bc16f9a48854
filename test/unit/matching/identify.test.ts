import { describe, expect, test } from 'vitest';
import { duplicateDocuments, type NumberedDocument } from '../../../electron/sync/matching/duplicate-documents.ts';
import { type PartyToResolve, resolveClient } from '../../../electron/sync/matching/resolve-client.ts';
import { civilDate } from '../../../shared/domain/civil-date.ts';
import { normaliseNumber } from '../../../shared/domain/document-number.ts';
import { foldEmail, nameScore, normaliseEmail, normaliseTaxId } from '../../../shared/domain/similar-names.ts';

describe('names', () => {
  test.each([
    ['José Muñoz García', 'MUNOZ GARCIA JOSE', 1],
    ['Academia Sol S.L.', 'ACADEMIA SOL SL', 1],
    ['María López', 'Mario López', 0.8889],
    ['Ana Ruiz', 'Juan Pérez', 0.1429],
    ['ACME Training Ltd', 'Acme Traning', 0.8571],
    ['Li Wei', 'Wei Li', 1],
  ])('%s and %s score %d, either way round', (a, b, score) => {
    expect(nameScore(a, b)).toBe(score);
    expect(nameScore(b, a)).toBe(score);
  });

  test('nothing resembles an empty name, not even another', () => {
    expect(nameScore('', '...')).toBe(0);
    expect(nameScore('A', 'B')).toBe(0);
    expect(nameScore('S.L.', 'sl')).toBe(1);
  });
});

describe('e-mails and tax ids', () => {
  test('an identity keeps dots and tags', () => {
    expect(normaliseEmail('  Ana.Ruiz+Kurs@GMAIL.com ')).toBe('ana.ruiz+kurs@gmail.com');
    expect(normaliseEmail('no address')).toBeNull();
    expect(normaliseEmail(null)).toBeNull();
  });

  test('a fold drops tags everywhere and dots at Gmail only', () => {
    expect(foldEmail('Ana.Ruiz+kurs@googlemail.com')).toBe('anaruiz@gmail.com');
    expect(foldEmail('ana.ruiz+kurs@example.org')).toBe('ana.ruiz@example.org');
  });

  test('placeholders are no tax ids', () => {
    expect(normaliseTaxId(' b-12.345.678 ')).toBe('B12345678');
    for (const filler of ['0', '000000000', 'N/A', '-', 'XXXXXXXX', '']) expect(normaliseTaxId(filler)).toBeNull();
  });
});

describe('clients', () => {
  const input = (given: Partial<PartyToResolve>): PartyToResolve => ({
    party: { externalId: 'p1', name: 'Ana Ruiz', email: 'ana.ruiz@gmail.com', creates: 'always' },
    enrolled: false,
    linkedTo: null,
    byEmail: [],
    byTaxId: [],
    lookAlikes: [],
    ...given,
  });
  const free = (clientId: number) => ({ clientId, heldBy: null });
  const resolution = (given: Partial<PartyToResolve>) => resolveClient(input(given)).resolution;

  test('the stored link comes first, then the e-mail, then the tax id', () => {
    const all = { linkedTo: 1, byEmail: [free(2)], byTaxId: [free(3)] };
    expect(resolution(all)).toEqual({ kind: 'linked', clientId: 1, by: 'external_id' });
    expect(resolution({ ...all, linkedTo: null })).toEqual({ kind: 'linked', clientId: 2, by: 'email' });
    expect(resolution({ byTaxId: [free(3)] })).toEqual({ kind: 'linked', clientId: 3, by: 'tax_id' });
  });

  test('a slot held by another id is a conflict, not an overwrite and not a reason to look further', () => {
    const byEmail = [{ clientId: 2, heldBy: 'p9' }];
    const conflict = { kind: 'conflict', clientId: 2, by: 'email', heldBy: 'p9' };
    expect(resolution({ byEmail, byTaxId: [free(3)] })).toEqual(conflict);
    expect(resolution({ byEmail: [{ clientId: 2, heldBy: 'p1' }] })).toMatchObject({ kind: 'linked' });
  });

  test('several clients with one e-mail are never "the first of them"', () => {
    const byEmail = [free(5), free(2)];
    expect(resolution({ byEmail })).toEqual({ kind: 'ambiguous', clientIds: [2, 5], by: 'email' });
    expect(resolution({ byEmail, byTaxId: [free(5)] })).toEqual({ kind: 'linked', clientId: 5, by: 'email' });
  });

  test('nobody found is new only where the party may create', () => {
    const party = input({}).party;
    expect(resolution({})).toEqual({ kind: 'new' });
    expect(resolution({ party: { ...party, creates: 'enrolled' } })).toEqual({ kind: 'unknown' });
    expect(resolution({ party: { ...party, creates: 'enrolled' }, enrolled: true })).toEqual({ kind: 'new' });
    expect(resolution({ party: { ...party, creates: 'never' }, enrolled: true })).toEqual({ kind: 'unknown' });
  });

  test('names and folded e-mails propose, best first, and never link', () => {
    const lookAlikes = [
      { clientId: 7, name: 'RUIZ, Ana', emails: [] },
      { clientId: 8, name: 'Somebody', emails: ['anaruiz+x@gmail.com'] },
      { clientId: 9, name: 'Juan Pérez', emails: [] },
    ];
    expect(resolveClient(input({ lookAlikes }))).toEqual({
      resolution: { kind: 'new' },
      proposals: [
        { clientId: 8, by: 'folded_email', score: 1 },
        { clientId: 7, by: 'name', score: 1 },
      ],
    });
  });
});

describe('hard duplicates', () => {
  const document = (externalId: string, number: string | null, more: Partial<NumberedDocument> = {}) => ({
    connectionId: 1,
    externalId,
    kind: 'invoice' as const,
    series: null,
    number,
    date: civilDate('2025-01-02'),
    decision: null,
    ...more,
  });
  const ids = (documents: readonly NumberedDocument[]) => documents.map(({ externalId }) => externalId);

  test('the same number under another id: the first counts, the later one waits', () => {
    const [group, ...more] = duplicateDocuments([document('h9', 'f25 001'), document('h1', 'F25-001')]);
    expect(more).toEqual([]);
    expect(ids(group?.counted ?? [])).toEqual(['h1']);
    expect(ids(group?.undecided ?? [])).toEqual(['h9']);
  });

  test('the same id again is an update, another number none', () => {
    expect(duplicateDocuments([document('h1', 'F25-001'), document('h1', 'F25-001')])).toEqual([]);
    expect(duplicateDocuments([document('h1', 'F25-001'), document('h2', 'F25-014')])).toEqual([]);
  });

  test('another connection, another kind or no number is none', () => {
    const first = document('h1', 'F25-001');
    expect(duplicateDocuments([first, document('h2', 'F25-001', { connectionId: 2 })])).toEqual([]);
    expect(duplicateDocuments([first, document('h2', 'F25-001', { kind: 'credit_note' })])).toEqual([]);
    expect(duplicateDocuments([document('h1', null), document('h2', null), document('h3', '-')])).toEqual([]);
  });

  test('a person may let both count, or exclude the first', () => {
    const both = duplicateDocuments([
      document('h1', 'F1', { decision: 'count' }),
      document('h2', 'F1', { decision: 'count' }),
    ]);
    expect(ids(both[0]?.counted ?? [])).toEqual(['h1', 'h2']);
    const second = duplicateDocuments([document('h1', 'F1', { decision: 'exclude' }), document('h2', 'F1')]);
    expect(ids(second[0]?.counted ?? [])).toEqual(['h2']);
    expect(second[0]?.undecided).toEqual([]);
  });

  test('leading zeros, case and the kind of punctuation do not count; where digits part does', () => {
    const text = (number: string, series: string | null = null) => normaliseNumber({ series, number });
    expect(text('F25-0101')).toBe(text('f25/101'));
    expect(text('001', 'F25')).toBe(text('F25-1'));
    expect(text('1-11')).not.toBe(text('11-1'));
    expect(text('0')).toBe('0');
  });
});
