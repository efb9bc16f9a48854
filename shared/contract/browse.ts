/** Lists and details of the ledger: what the screens show, sorted, filtered and paged in SQLite. */
import { z } from 'zod';
import { channel } from './channel.ts';
import { monthText } from './common.ts';
import { opens } from './opens.ts';
import { id, money, page, paging } from './paging.ts';

const named = z.object({ id, name: z.string() });
const clientRef = z.object({ id, code: z.string(), name: z.string() });

export const clientRow = z.object({
  id,
  code: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  /** Outside systems that know this client. */
  systems: z.array(z.string()),
  contracts: z.int(),
  /** Company currency. */
  deferred: z.int(),
  mergedInto: id.nullable(),
});

export const serviceRow = z.object({
  id,
  name: z.string(),
  account: z.string().nullable(),
  type: z.string().nullable(),
  method: z.string(),
  usualMonths: z.int().nullable(),
  contracts: z.int(),
});

export const contractRow = z.object({
  id,
  /** Short and stable: what an operator says on the phone. */
  code: z.string(),
  client: clientRef,
  service: named,
  status: z.string(),
  start: z.string().nullable(),
  /** Inclusive. */
  end: z.string().nullable(),
  /** Contract currency. */
  price: money,
  /** Company currency, through the last worked month. */
  recognised: z.int(),
  deferred: z.int(),
  /** Money kept back because an open issue holds the contract. */
  held: z.int(),
  openIssues: z.int(),
});

export const documentRow = z.object({
  id,
  number: z.string().nullable(),
  kind: z.enum(['invoice', 'credit_note']),
  date: z.string(),
  dueDate: z.string().nullable(),
  client: clientRef.nullable(),
  net: z.int().nullable(),
  tax: z.int(),
  gross: z.int(),
  paid: z.int(),
  currency: z.string(),
  status: z.string(),
  /** Why it does not count, or null. */
  excluded: z.string().nullable(),
  /** Lines that belong to no contract. */
  unlinked: z.int(),
});

export const periodRow = z.object({
  id,
  client: clientRef,
  cohort: z.string(),
  serviceType: z.string().nullable(),
  start: z.string().nullable(),
  end: z.string().nullable(),
  status: z.string().nullable(),
  statusDate: z.string().nullable(),
  contract: z.object({ id, code: z.string() }).nullable(),
});

export const paymentRow = z.object({
  id,
  date: z.string(),
  amount: z.int(),
  currency: z.string(),
  document: z.object({ id, number: z.string().nullable() }),
  client: clientRef.nullable(),
});

/** Where a row or one of its fields comes from. */
export const provenance = z.object({
  record: id,
  system: z.string(),
  connection: z.string(),
  stream: z.string(),
  externalId: z.string(),
  fetchedAt: z.string(),
  run: id,
  version: z.int(),
  versions: z.int(),
  intact: z.boolean(),
  payload: z.unknown(),
});

/** One change of one row: by whom, in which run, because of which record. */
export const change = z.object({
  id,
  table: z.string(),
  row: z.int(),
  op: z.enum(['insert', 'update', 'delete']),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  run: id,
  runKind: z.string(),
  who: z.string(),
  at: z.string(),
  source: z.string().nullable(),
});

const posting = z.object({
  id,
  month: z.string(),
  kind: z.string(),
  amount: z.int(),
  currency: z.string(),
  functionalAmount: z.int(),
  run: id,
  postedAt: z.string(),
});

export const browse = {
  'clients/list': channel(
    'read',
    z.object({
      ...paging,
      sort: z.enum(['name', 'code', 'contracts', 'deferred']).default('name'),
      merged: z.boolean().default(false),
    }),
    page(clientRow),
  ),
  'clients/get': channel(
    'read',
    z.object({ id }),
    z.object({
      client: clientRow.extend({
        /** What decisions name the client by. */
        key: z.string(),
        taxId: z.string().nullable(),
        phone: z.string().nullable(),
        organisation: z.boolean().nullable(),
      }),
      emails: z.array(z.object({ email: z.string(), system: z.string() })),
      externalIds: z.array(z.object({ system: z.string(), externalId: z.string(), why: z.string() })),
      /** Clients that were merged into this one, with the decision that did it. */
      merged: z.array(z.object({ id, code: z.string(), name: z.string(), decision: id.nullable() })),
      contracts: z.array(contractRow),
      documents: z.array(documentRow),
      periods: z.array(periodRow),
      changes: z.array(change),
    }),
  ),
  'services/list': channel(
    'read',
    z.object({ ...paging, sort: z.enum(['name', 'account', 'type', 'contracts']).default('name') }),
    page(serviceRow),
  ),
  'services/get': channel(
    'read',
    z.object({ id }),
    z.object({
      service: serviceRow,
      externalIds: z.array(z.object({ system: z.string(), externalId: z.string() })),
      /** Decisions that send lines of an account or a product to this service. */
      mappings: z.array(
        z.object({ id, subject: z.string(), who: z.string(), decidedAt: z.string(), reason: z.string() }),
      ),
      changes: z.array(change),
    }),
  ),
  'contracts/list': channel(
    'read',
    z.object({
      ...paging,
      sort: z
        .enum(['code', 'client', 'service', 'start', 'end', 'price', 'recognised', 'deferred', 'held'])
        .default('code'),
      service: id.optional(),
      client: id.optional(),
      status: z.string().optional(),
      held: z.boolean().optional(),
    }),
    page(contractRow),
  ),
  /** A contract as a timeline: price, plan, status, postings by month, what is left. */
  'contracts/get': channel(
    'read',
    z.object({ id }),
    z.object({
      contract: contractRow,
      /** What decisions name the contract by: its first document, a name that stays. */
      key: z.string(),
      /** Documents and decisions that make the price, oldest first; contract currency. */
      price: z.array(
        z.object({
          date: z.string(),
          words: z.string(),
          amount: z.int(),
          document: z.object({ id, number: z.string().nullable(), kind: z.string() }).nullable(),
          line: id.nullable(),
          why: z.string().nullable(),
        }),
      ),
      /** Stretches of service and pauses; ends inclusive. */
      plan: z.array(z.object({ from: z.string(), until: z.string(), kind: z.enum(['service', 'pause']) })),
      status: z.array(
        z.object({ date: z.string().nullable(), word: z.string(), observedOn: z.string(), source: z.string() }),
      ),
      periods: z.array(periodRow),
      months: z.array(
        z.object({
          month: z.string(),
          closed: z.boolean(),
          /** Contract currency. `late` is the part that belongs to earlier months. */
          amount: z.int(),
          late: z.int(),
          remaining: z.int(),
          postings: z.array(posting),
        }),
      ),
      issues: z.array(z.object({ id, code: z.string(), title: z.string(), status: z.string(), amountAtRisk: z.int() })),
      decisions: z.array(
        z.object({
          id,
          kind: z.string(),
          words: z.string(),
          who: z.string(),
          decidedAt: z.string(),
          reason: z.string(),
        }),
      ),
      changes: z.array(change),
    }),
  ),
  /** Why a posting is what it is: the sentence, the figures it follows from, the documents and enrolments behind it. */
  'postings/why': channel(
    'read',
    z.object({ id }),
    z.object({
      posting,
      contract: z.object({ id, code: z.string(), words: z.string() }),
      /** Plain sentences, in the order an accountant would check them. */
      sentences: z.array(z.string()),
      /** The sum that gives the amount, minor units of the contract's currency: the last row is the amount. */
      calculation: z.array(z.object({ words: z.string(), amount: z.int().nullable(), detail: z.string().nullable() })),
      sources: z.array(z.object({ words: z.string(), provenance: provenance.nullable() })),
    }),
  ),
  'documents/list': channel(
    'read',
    z.object({
      ...paging,
      sort: z.enum(['date', 'number', 'client', 'gross', 'paid']).default('date'),
      kind: z.enum(['invoice', 'credit_note']).optional(),
      month: monthText.optional(),
      client: id.optional(),
      unlinked: z.boolean().optional(),
    }),
    page(documentRow),
  ),
  'documents/get': channel(
    'read',
    z.object({ id }),
    z.object({
      document: documentRow,
      /** What decisions name the document by; a line of it as `KEY#LINE`. */
      key: z.string(),
      origin: z.object({ id, number: z.string().nullable() }).nullable(),
      lines: z.array(
        z.object({
          id,
          key: z.string(),
          description: z.string(),
          net: z.int().nullable(),
          tax: z.int().nullable(),
          service: named.nullable(),
          contract: z.object({ id, code: z.string() }).nullable(),
          why: z.string().nullable(),
        }),
      ),
      payments: z.array(paymentRow),
      source: provenance.nullable(),
      changes: z.array(change),
    }),
  ),
  'periods/list': channel(
    'read',
    z.object({
      ...paging,
      sort: z.enum(['client', 'cohort', 'start', 'end', 'status']).default('start'),
      status: z.string().optional(),
      withoutContract: z.boolean().optional(),
    }),
    page(periodRow),
  ),
  'payments/list': channel(
    'read',
    z.object({ ...paging, sort: z.enum(['date', 'amount', 'client']).default('date') }),
    page(paymentRow),
  ),
  /** Where one row comes from: the stored record as it was applied, and every change of the row, with the fields that changed. */
  'rows/provenance': channel(
    'read',
    z.object({
      table: z.enum([
        'client',
        'service',
        'contract',
        'invoice',
        'invoice_line',
        'payment',
        'service_period',
        'cohort',
      ]),
      id,
    }),
    z.object({ source: provenance.nullable(), changes: z.array(change) }),
  ),
  /** Everything at once: clients, contracts, documents, services, periods, issues. Best first. */
  'search/all': channel(
    'read',
    z.object({ text: z.string().min(1).max(200), limit: z.int().min(1).max(50).default(20) }),
    z.array(
      z.object({
        /** `reference`: a reference that means nothing here; the title says so. */
        kind: z.enum([
          'client',
          'contract',
          'document',
          'service',
          'period',
          'issue',
          'posting',
          'payment',
          'run',
          'decision',
          'record',
          'figure',
          'reference',
        ]),
        /** 0 for a figure, which has no number of its own. */
        id: z.int().min(0),
        title: z.string(),
        subtitle: z.string(),
        /** Null: there is nothing to open. */
        opens: opens.nullable(),
      }),
    ),
  ),
  /** Contract x month: what was recognised before, in each month, and what is left; company currency. */
  'accruals/grid': channel(
    'read',
    z.object({
      ...paging,
      from: monthText,
      /** Inclusive; at most 24 months. */
      until: monthText,
      /** The month of the columns "before", "this month", "deferred", "held". */
      month: monthText,
      sort: z.enum(['code', 'client', 'service', 'before', 'thisMonth', 'deferred', 'held']).default('code'),
      service: id.optional(),
      status: z.string().optional(),
      held: z.boolean().optional(),
      /** Whether to sum up every month of the range, too. */
      monthTotals: z.boolean().default(false),
    }),
    page(
      z.object({
        contract: z.object({ id, code: z.string() }),
        client: clientRef,
        service: named,
        status: z.string(),
        before: z.int(),
        thisMonth: z.int(),
        /** The part of this month that belongs to earlier months. */
        late: z.int(),
        deferred: z.int(),
        held: z.int(),
        /** Amount by month of the range; months without a posting are left out. */
        months: z.record(z.string(), z.int()),
      }),
    ).extend({
      /** Sums over all rows under the same filter, not over the page. */
      totals: z.object({ before: z.int(), thisMonth: z.int(), late: z.int(), deferred: z.int(), held: z.int() }),
      /** By month, over all rows under the same filter; only when asked for. */
      monthTotals: z.record(z.string(), z.int()).nullable(),
      currency: z.string(),
    }),
  ),
} as const;
