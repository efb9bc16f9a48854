import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type HoldedDocumentSeed,
  type HoldedRaw,
  holdedCreditNote,
  holdedId,
  holdedInvoice,
} from '../../../electron/connectors/holded/builders.ts';
import { mapDocument } from '../../../electron/connectors/holded/map-documents.ts';
import { holdedSettings } from '../../../electron/connectors/holded/settings.ts';
import { documentV2 } from '../../../electron/connectors/holded/simulator-v2.ts';
import { documentWire } from '../../../electron/connectors/holded/wire.ts';
import { type CivilDate, civilDate } from '../../../shared/domain/civil-date.ts';
import type { DocumentDraft } from '../../../shared/domain/drafts.ts';

const defaults = holdedSettings.parse({});
const seed: HoldedDocumentSeed = {
  number: 'F260031',
  date: civilDate('2026-02-03'),
  dueDate: civilDate('2026-03-05'),
  contact: '6970aa10b2c3d4e5f6071122',
  taxRate: 21,
  lines: [{ name: 'Full Stack Part Time', net: 240_000, account: '6655aa00bb11cc22dd33ee44' }],
};

function draftOf(raw: HoldedRaw, settings: object = {}, kind: 'invoice' | 'credit_note' = 'invoice'): DocumentDraft {
  expect(documentWire.safeParse(raw).error).toBeUndefined();
  const [draft] = mapDocument(raw, kind, holdedSettings.parse(settings));
  if (draft?.draft !== 'document') throw new Error(`not a document: ${JSON.stringify(draft)}`);
  return draft;
}

const invoice = (raw: HoldedRaw = {}, more: Partial<HoldedDocumentSeed> = {}, settings: object = {}) =>
  draftOf(holdedInvoice({ ...seed, ...more, raw }), settings);

describe('a Holded invoice', () => {
  test('gives its net, VAT and total in minor units', () => {
    const draft = invoice({}, { payments: [{ date: civilDate('2026-02-10'), amount: 290_400 }] });
    expect(draft).toEqual({
      draft: 'document',
      externalId: holdedId('invoice/F260031/2026-02-03/6970aa10b2c3d4e5f6071122'),
      kind: 'invoice',
      number: 'F260031',
      date: '2026-02-03',
      dueDate: '2026-03-05',
      currency: 'EUR',
      rate: '1',
      net: 240_000,
      tax: 50_400,
      gross: 290_400,
      withholding: 0,
      paid: 290_400,
      status: 'paid',
      partyExternalId: '6970aa10b2c3d4e5f6071122',
      originExternalId: null,
      creditReason: null,
      lines: [
        {
          key: expect.any(String),
          description: 'Full Stack Part Time',
          net: 240_000,
          tax: 50_400,
          taxRate: 2100,
          accountExternalId: '6655aa00bb11cc22dd33ee44',
          productExternalId: null,
        },
      ],
      payments: [{ externalId: expect.any(String), date: '2026-02-10', amount: 290_400 }],
      findings: [],
    });
  });

  test('belongs to the day of Madrid: 1740783600 is 1 March 2025, not 28 February', () => {
    expect(invoice({ date: 1_740_783_600 }).date).toBe('2025-03-01');
    expect(invoice({ date: '1740783600' }).date).toBe('2025-03-01');
    expect(invoice({ date: 1_740_783_600 }, {}, { timeZone: 'Atlantic/Canary' }).date).toBe('2025-02-28');
  });

  test('loses float noise and never gains a cent', () => {
    const draft = invoice({ subtotal: 2469.6000000000004, tax: 518.62, total: 2988.2200000000003, paymentsPending: 0 });
    expect([draft.net, draft.tax, draft.gross]).toEqual([246_960, 51_862, 298_822]);
    expect(draft.findings).toEqual([]);
  });

  test('spreads the header net over the lines so that they always sum to it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ cents: fc.integer({ min: 1, max: 900_000 }), units: fc.integer({ min: 1, max: 7 }) }), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.integer({ min: 1, max: 50_000_000 }),
        (lines, net) => {
          const raw = holdedInvoice({
            ...seed,
            taxRate: 0,
            lines: lines.map(({ cents, units }) => ({ name: 'x', net: cents, units })),
            raw: { subtotal: net / 100, total: net / 100, tax: 0 },
          });
          const draft = draftOf(raw);
          expect(draft.net).toBe(net);
          expect(draft.lines.reduce((sum, line) => sum + (line.net ?? 0), 0)).toBe(net);
        },
      ),
    );
  });

  test('splits cumulatively, in line order', () => {
    const lines = [1, 2, 3].map((n) => ({ name: `part ${n}`, net: 3333 }));
    const draft = invoice({ subtotal: 100, tax: 21, total: 121 }, { lines });
    expect(draft.lines.map((line) => line.net)).toEqual([3333, 3334, 3333]);
    expect(draft.lines.map((line) => line.tax)).toEqual([700, 700, 700]);
  });

  test('takes a line discount and odd units into the weights', () => {
    const products = [
      { name: 'a', price: 100, units: 2, discount: 50, tax: 0 },
      { name: 'b', price: 12.5, units: '0.8', discount: '', tax: 0 },
    ];
    const draft = invoice({ products, subtotal: 110, tax: 0, total: 110 });
    expect(draft.lines.map((line) => [line.key, line.net])).toEqual([
      ['1', 10_000],
      ['2', 1000],
    ]);
  });

  test('accepts a document discount that the subtotal includes or not', () => {
    const lines = [{ name: 'a', net: 100_000 }];
    const before = invoice({ discount: 10, subtotal: 1000, tax: 189, total: 1089 }, { lines });
    const after = invoice({ discount: 10, subtotal: 900, tax: 189, total: 1089 }, { lines });
    expect([before.net, after.net]).toEqual([90_000, 90_000]);
    expect([before.findings, after.findings]).toEqual([[], []]);
  });

  test('is a draft when draft, unnumbered or unapproved, whatever its status says', () => {
    expect(invoice({ draft: true, status: 1 }).status).toBe('draft');
    expect(invoice({ docNumber: null }).status).toBe('draft');
    expect(invoice({ approvedAt: null }).status).toBe('draft');
    const { approvedAt, ...without } = holdedInvoice(seed);
    expect(draftOf(without).status).toBe('open');
  });

  test.each([3, -1, 'void', 'cancelled'])('is void with status %s', (status) => {
    expect(invoice({ status }).status).toBe('void');
  });

  test('takes what was paid from the open amount, not from the status', () => {
    expect(invoice({ status: 0, paymentsPending: 0.004 })).toMatchObject({ status: 'paid', paid: 290_400 });
    expect(invoice({ paymentsPending: 904 })).toMatchObject({ status: 'partly_paid', paid: 200_000 });
    expect(invoice({ paymentsPending: -10 })).toMatchObject({ status: 'paid', paid: 291_400 });
    expect(invoice({ paymentsPending: undefined, paymentsTotal: 1000 })).toMatchObject({ paid: 100_000 });
  });

  test('marked paid with money open is a finding; five hundredths are not', () => {
    expect(invoice({ status: 1, paymentsPending: 10 }).findings).toEqual([
      { code: 'PAID_FLAG_CONFLICT', details: { number: 'F260031', x: 1000, currency: 'EUR' }, amount: 0 },
    ]);
    expect(invoice({ status: 1, paymentsPending: 0.05 }).findings).toEqual([]);
  });

  test('survives the shapes PHP makes', () => {
    const raw = {
      contact: '0',
      dueDate: null,
      multipledueDate: { date: 1_786_572_000, amount: 1150.5 },
      currency: '',
      customFields: {},
      from: [],
      paymentsDetail: [],
      products: {
        0: { name: 'a', price: 2400, units: 1, sku: 0, tax: 21, account: 0, productId: '' },
        2: { name: 'note', price: '', units: '' },
      },
    };
    const draft = invoice({ ...raw, salesChannelId: 'channel9' });
    expect(draft).toMatchObject({ partyExternalId: null, dueDate: null, currency: 'EUR', findings: [] });
    expect(draft.lines.map((line) => [line.net, line.accountExternalId])).toEqual([
      [240_000, 'channel9'],
      [0, 'channel9'],
    ]);
  });

  test('without lines is one line of the whole', () => {
    expect(invoice({ products: [], desc: 'Curso' }).lines).toMatchObject([{ description: 'Curso', net: 240_000 }]);
  });

  test('passes names on as they are', () => {
    for (const name of ['x'.repeat(10_000), '=cmd()', ' Ñandú\t']) {
      expect(invoice({}, { lines: [{ name, net: 100 }] }).lines[0]?.description).toBe(name);
    }
  });

  test('that no day or amount can be read from does not fit', () => {
    const raw = holdedInvoice(seed);
    for (const bad of [
      { date: null },
      { date: 0 },
      { total: 'n/a' },
      { total: 1e300 },
      { currency: 'euros' },
      { id: '' },
    ]) {
      expect(documentWire.safeParse({ ...raw, ...bad }).success).toBe(false);
    }
  });

  test('of an account that the settings leave out is excluded', () => {
    const drafts = mapDocument(holdedInvoice(seed), 'invoice', {
      ...defaults,
      excludedAccounts: ['6655aa00bb11cc22dd33ee44'],
    });
    expect(drafts).toEqual([{ draft: 'excluded', reason: expect.stringContaining('income account') }]);
  });
});

describe('a net that Holded does not state', () => {
  const mixed = [
    { name: 'a', tax: 21 },
    { name: 'b', tax: 10 },
  ];

  test('needs a total, and a missing total needs a net', () => {
    expect(invoice({ total: '' })).toMatchObject({ net: 240_000, gross: 290_400, findings: [] });
    expect(documentWire.safeParse({ ...holdedInvoice(seed), subtotal: '', total: '' }).error?.issues).toMatchObject([
      { path: ['total'] },
    ]);
  });

  test('comes from the lines', () => {
    expect(invoice({ subtotal: null })).toMatchObject({ net: 240_000, findings: [] });
  });

  test('comes from the total less VAT', () => {
    expect(invoice({ subtotal: '', products: mixed })).toMatchObject({ net: 240_000, tax: 50_400 });
  });

  test('comes from the total and the one rate', () => {
    const products = [{ name: 'a', tax: 21 }];
    expect(invoice({ subtotal: null, tax: null, products })).toMatchObject({ net: 240_000, tax: 50_400, findings: [] });
  });

  test('is missing with several rates, and the finding says how much VAT is in doubt', () => {
    const draft = invoice({ subtotal: null, tax: null, products: mixed });
    expect(draft).toMatchObject({ net: null, gross: 290_400 });
    expect(draft.lines.map((line) => line.net)).toEqual([null, null]);
    expect(draft.findings).toMatchObject([{ code: 'NET_MISSING', amount: 50_400 }]);
  });
});

describe('amounts that do not add up', () => {
  test('one minor unit is rounding, two are a finding of that much', () => {
    expect(invoice({ total: 2904.01 }).findings).toEqual([]);
    expect(invoice({ total: 2905 }).findings).toEqual([
      {
        code: 'AMOUNT_MISMATCH',
        details: { a: 'Net plus VAT', x: 290_400, b: 'the total', y: 290_500, number: 'F260031', currency: 'EUR' },
        amount: 100,
      },
    ]);
  });

  test('VAT off its rate by more than a unit a line is a finding', () => {
    expect(invoice({ tax: 504.01, total: 2904.01 }).findings).toEqual([]);
    expect(invoice({ tax: 500, total: 2900 }).findings).toMatchObject([
      { code: 'VAT_MISMATCH', details: { vat: 50_000, expected: 50_400 }, amount: 400 },
    ]);
  });

  test('drafts and voided documents are not held against anybody', () => {
    expect(invoice({ total: 1, status: 3 }).findings).toEqual([]);
    expect(invoice({ total: 1, draft: true }).findings).toEqual([]);
  });
});

describe('withholding', () => {
  const lines = [{ name: 'Formación', net: 100_000, retention: 15 }];

  test('is payment, not price: the total may show it or not', () => {
    const shown = invoice({}, { lines });
    const hidden = invoice({ total: 1210 }, { lines });
    expect(shown).toMatchObject({ net: 100_000, tax: 21_000, gross: 106_000, withholding: 15_000, findings: [] });
    expect(hidden).toMatchObject({ net: 100_000, tax: 21_000, gross: 121_000, withholding: 15_000, findings: [] });
  });

  test('may have been taken off the tax already', () => {
    expect(invoice({ tax: 60 }, { lines })).toMatchObject({ tax: 21_000, withholding: 15_000, findings: [] });
  });

  test('is read from the tax keys too', () => {
    const products = [{ name: 'x', price: 1000, units: 1, tax: 6, taxes: ['s_iva_21', 's_ret_15'] }];
    const draft = invoice({ products }, { lines });
    expect(draft).toMatchObject({ withholding: 15_000, findings: [] });
    expect(draft.lines[0]?.taxRate).toBe(2100);
  });
});

describe('a Holded credit note', () => {
  const credit = (raw: HoldedRaw = {}, origin: string | null = 'abc', settings: object = {}) =>
    draftOf(holdedCreditNote({ ...seed, number: 'CN260004', origin, raw }), settings, 'credit_note');

  test('is negative whichever sign Holded writes', () => {
    const negative = { subtotal: -2400, tax: -504, total: -2904, paymentsPending: -2904 };
    const [positive, written] = [credit(), credit(negative)];
    expect(positive).toMatchObject({ net: -240_000, tax: -50_400, gross: -290_400, paid: 0, status: 'open' });
    expect(positive.lines).toMatchObject([{ net: -240_000, tax: -50_400 }]);
    expect(written).toEqual(positive);
    expect(positive.findings).toEqual([]);
  });

  test('has the origin it states, and none when it states none', () => {
    expect(credit().originExternalId).toBe('abc');
    expect(credit({}, null).originExternalId).toBeNull();
    expect(credit({ from: { id: 'x', docType: 'Invoices' } }).originExternalId).toBe('x');
    expect(credit({ from: { id: 'x', docType: 'estimate' } }).originExternalId).toBeNull();
  });

  test('says why where a tag does', () => {
    expect(credit().creditReason).toBeNull();
    expect(credit({ tags: ['Cancelación'] }).creditReason).toBe('cancellation');
    expect(credit({ tags: ['goodwill'] }).creditReason).toBe('goodwill');
    expect(credit({ tags: ['error'] }).creditReason).toBe('price_error');
    expect(credit({ desc: 'Baja anticipada' }).creditReason).toBeNull();
    expect(credit({ desc: 'Baja anticipada' }, null, { creditReasonFields: ['desc'] }).creditReason).toBe(
      'cancellation',
    );
  });
});

describe('foreign currency', () => {
  const dollars = { currency: 'usd', currencyChange: 1.25 };

  test('has the rate into the base currency, the inverse of currencyChange', () => {
    expect(invoice(dollars)).toMatchObject({ currency: 'USD', rate: '0.8', net: 240_000 });
    const rate = Number(invoice({ ...dollars, currencyChange: 26_543.21 }).rate);
    expect(rate * 26_543.21).toBeCloseTo(1, 12);
  });

  test('has no rate when Holded gives none', () => {
    expect(invoice({ ...dollars, currencyChange: 0 }).rate).toBeNull();
    expect(invoice({ ...dollars, currencyChange: null }).rate).toBeNull();
  });

  test('is turned back when amounts are in base currency', () => {
    const base = { foreignAmounts: 'base' };
    expect(invoice(dollars, {}, base)).toMatchObject({ currency: 'USD', net: 300_000, gross: 363_000, findings: [] });
    expect(invoice({ ...dollars, currencyChange: 0 }, {}, base)).toMatchObject({ currency: 'EUR', net: 240_000 });
  });

  test('of another number of digits', () => {
    const yen = { currency: 'JPY', subtotal: 2400, tax: 504, total: 2904, paymentsPending: 0, currencyChange: 160 };
    expect(invoice(yen)).toMatchObject({ net: 2400, gross: 2904, findings: [] });
  });
});

test('both API versions give the same draft', () => {
  const day = fc.integer({ min: 0, max: 700 }).map((n) => {
    return new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10) as CivilDate;
  });
  const line = fc.record({
    name: fc.string(),
    net: fc.integer({ min: 0, max: 1_000_000 }),
    taxRate: fc.constantFrom(0, 10, 21),
    units: fc.constantFrom(1, 2, 3),
    retention: fc.constantFrom(0, 0, 15),
  });
  fc.assert(
    fc.property(
      fc.record({ date: day, dueDate: day, lines: fc.array(line, { maxLength: 4 }), void: fc.boolean() }),
      fc.constantFrom('F1', null),
      fc.constantFrom('eur', 'USD'),
      (values, number, currency) => {
        const payments = [{ date: values.date, amount: 1234 }];
        const raw = holdedCreditNote({ ...values, number, currency, currencyChange: 1.0843, payments, origin: 'a1' });
        expect(draftOf(documentV2(raw), {}, 'credit_note')).toEqual(draftOf(raw, {}, 'credit_note'));
        expect(draftOf(documentV2(raw))).toEqual(draftOf(raw));
      },
    ),
  );
});
