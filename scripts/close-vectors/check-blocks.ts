/** The blocks about checks and explanations: cut-off, duplicates, tax, flux, bridge, money at risk. */
import { z } from 'zod';
import { civilDateOfEpoch, epochOfDate } from '../../electron/platform/time-zone.ts';
import { compareClients, compareDocuments } from '../../shared/close/duplicates.ts';
import { flux } from '../../shared/close/flux.ts';
import { gate } from '../../shared/close/gate.ts';
import { type RevenueBridge, unexplained } from '../../shared/close/revenue-bridge.ts';
import { VAT_CATEGORIES, vatSummary } from '../../shared/close/vat-summary.ts';
import { ISSUE_KINDS } from '../../shared/domain/issue-taxonomy.ts';
import { addMonths, firstDay, monthOf } from '../../shared/domain/month.ts';
import type { Compared } from './comparison.ts';
import { type Blocks, day, minor, monthText } from './vector-file.ts';

const cutOffShape = z.object({
  expected: z.object({
    timestamps: z.array(z.looseObject({ epochSeconds: minor, timeZone: z.string() })),
    monthRanges: z.array(z.looseObject({ month: monthText, timeZone: z.string() })).default([]),
  }),
});

export function cutOffBlock(blocks: Blocks): Compared[] {
  const { timestamps, monthRanges } = cutOffShape.parse(blocks.cutOff).expected;
  return [
    ...timestamps.map((expected): Compared => {
      const civilDate = civilDateOfEpoch(expected.epochSeconds, expected.timeZone);
      const utc = new Date(expected.epochSeconds * 1000).toISOString().replace('.000Z', 'Z');
      const answer = { ...expected, utc, civilDate, month: monthOf(civilDate) };
      return { name: `${expected.epochSeconds} in ${expected.timeZone}`, expected, answer };
    }),
    ...monthRanges.map((expected): Compared => {
      const { month, timeZone } = expected;
      const fromEpochInclusive = epochOfDate(firstDay(month), timeZone);
      const toEpochExclusive = epochOfDate(firstDay(addMonths(month, 1)), timeZone);
      const answer = { ...expected, fromEpochInclusive, toEpochExclusive };
      return { name: `${month} in ${timeZone}`, expected, answer };
    }),
  ];
}

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const document = z.object({
  externalId: z.string(),
  issuer: text,
  kind: z.enum(['invoice', 'credit_note']).default('invoice'),
  series: text,
  number: text,
  client: text,
  currency: text,
  netMinor: minor,
  date: day,
  service: text,
});
const client = z.object({ externalId: text, name: text, email: text, taxId: text, phone: text });
const credit = z.object({ netMinor: minor, date: day, client: text, currency: text });
const duplicatesShape = z.object({
  cases: z.array(
    z.object({
      a: z.record(z.string(), z.unknown()),
      b: z.record(z.string(), z.unknown()),
      creditNote: credit.optional(),
      creditNotes: z.array(credit).default([]),
      expected: z.string(),
    }),
  ),
});

export function duplicatesBlock(blocks: Blocks): Compared[] {
  return duplicatesShape.parse(blocks.duplicates).cases.map(({ a, b, creditNote, creditNotes, expected }, at) => ({
    name: `pair ${at + 1}`,
    expected,
    answer:
      'netMinor' in a
        ? compareDocuments(document.parse(a), document.parse(b), [...(creditNote ? [creditNote] : []), ...creditNotes])
        : compareClients(client.parse(a), client.parse(b)),
  }));
}

const vatShape = z.object({
  lines: z.array(
    z.object({
      no: z.string(),
      netMinor: minor,
      rate: minor.nullish().transform((rate) => rate ?? null),
      category: z
        .enum(VAT_CATEGORIES)
        .nullish()
        .transform((category) => category ?? null),
      vatMinor: minor,
    }),
  ),
  expected: z.object({ summary: z.record(z.string(), z.unknown()), lineFindings: z.array(z.unknown()) }),
});

export function vatBlock(blocks: Blocks): Compared[] {
  const { lines, expected } = vatShape.parse(blocks.vat);
  const { groups, lineFindings } = vatSummary(lines.map(({ rate, ...line }) => ({ ...line, rateBasisPoints: rate })));
  const summary = Object.fromEntries(
    groups.map(({ label, baseMinor, vatMinor, documents }) => [label, { baseMinor, vatMinor, documents }]),
  );
  return [
    { name: 'summary', expected: expected.summary, answer: summary, exact: true },
    { name: 'lineFindings', expected: expected.lineFindings, answer: lineFindings },
  ];
}

const fluxShape = z.object({
  thresholds: z.object({ absoluteMinor: minor, percentBasisPoints: minor, strict: z.boolean().optional() }),
  expected: z.array(z.looseObject({ line: z.string(), currentMinor: minor, priorMinor: minor })),
});

export function fluxBlock(blocks: Blocks): Compared[] {
  const { thresholds, expected } = fluxShape.parse(blocks.flux);
  return [{ name: 'flux', expected, answer: flux(expected, thresholds) }];
}

const bridgeShape = z.object({
  expected: z.object({
    priorMinor: minor,
    newContractsMinor: minor,
    endedContractsMinor: minor,
    dayCountMinor: minor,
    priceChangesMinor: minor,
    breakageMinor: minor,
    priorPeriodMinor: minor,
    currentMinor: minor,
  }),
});

export function bridgeBlock(blocks: Blocks): Compared[] {
  const steps: Omit<RevenueBridge, 'unexplainedMinor'> = bridgeShape.parse(blocks.revenueBridge).expected;
  return [{ name: 'unexplained', expected: 0, answer: unexplained(steps) }];
}

const known = new Map<string, (typeof ISSUE_KINDS)[number]['code']>(ISSUE_KINDS.map(({ code }) => [code, code]));
const riskShape = z.object({
  input: z.object({
    errors: z.array(
      z.object({
        code: z.string().transform((name, context) => {
          const code = known.get(name);
          if (code !== undefined) return code;
          context.addIssue({ code: 'custom', message: `not an issue: ${name}` });
          return z.NEVER;
        }),
        contractId: z.string().optional(),
        netMinor: minor,
        deferredMinor: minor.optional(),
        monthShareMinor: minor,
        open: z.boolean(),
      }),
    ),
    monthRevenueMinor: minor,
    closingDeferredMinor: minor.optional(),
    materialityBasisPoints: minor,
  }),
  expected: z.looseObject({}),
});

export function riskBlock(blocks: Blocks): Compared[] {
  const { input, expected } = riskShape.parse(blocks.amountAtRisk);
  const risks = input.errors.map(({ code, netMinor, deferredMinor, monthShareMinor, open, contractId }, at) => ({
    code,
    open,
    subject: contractId ?? `error ${at + 1}`,
    balance: Math.abs(deferredMinor ?? netMinor),
    month: Math.abs(monthShareMinor),
    overridden: false,
  }));
  const figures = {
    monthRevenue: input.monthRevenueMinor,
    closingDeferred: input.closingDeferredMinor ?? 0,
    materialityBasisPoints: input.materialityBasisPoints,
  };
  const open = risks.filter((risk) => risk.open);
  const all = gate({ ...figures, issues: open });
  const answer = {
    perError: risks.map(({ code, balance, month }) => ({ code, balanceAtRiskMinor: balance, monthAtRiskMinor: month })),
    openBalanceAtRiskMinor: all.balanceAtRisk,
    openMonthAtRiskMinor: all.monthAtRisk,
    materialityMinor: all.materiality,
    gate: all.state,
    gateWithoutBlockers: gate({ ...figures, issues: open.map((issue) => ({ ...issue, overridden: true })) }).state,
    coverage: all.coverage,
  };
  return [{ name: 'amountAtRisk', expected, answer }];
}
