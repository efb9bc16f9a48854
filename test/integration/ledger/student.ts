/** One student's course: invoiced, credited in part, paid and enrolled. */
import { clientCode } from '../../../electron/ledger/clients.ts';
import type { Batch } from './books.ts';

/** One student, all but his postings; every key carries the name. */
export function writeStudent(
  { writer, record }: Batch,
  name: string,
): { contract: number; client: number; service: number } {
  const { ids } = writer;
  const company = 1;
  const [client, service, contract, cohort] = [
    ids.next('client'),
    ids.next('service'),
    ids.next('contract'),
    ids.next('cohort'),
  ];
  const party = record('members', `member-${name}`, { name });
  const key = `holded:contact-${name}`;
  writer.insert(
    'client',
    {
      id: client,
      company_id: company,
      key,
      code: clientCode(key),
      name: `Ada ${name}`,
      organisation: null,
      tax_id: `X${name}`,
      phone: '600',
      merged_into: null,
    },
    party,
  );
  writer.insert(
    'client_external_id',
    {
      id: ids.next('client_external_id'),
      company_id: company,
      system: 'holded',
      external_id: `contact-${name}`,
      client_id: client,
      origin_client_id: client,
      why: 'first seen here',
    },
    party,
  );
  writer.insert(
    'client_email',
    {
      id: ids.next('client_email'),
      company_id: company,
      email: `${name}@example.com`,
      client_id: client,
      system: 'holded',
    },
    party,
  );
  writer.insert(
    'service',
    {
      id: service,
      company_id: company,
      key: `holded:account-${name}`,
      name: 'Full Stack',
      account_number: `7050${name}`,
      service_type: 'FS',
      method: 'daily',
      usual_months: 4,
    },
    party,
  );
  writer.insert(
    'service_external_id',
    {
      id: ids.next('service_external_id'),
      company_id: company,
      system: 'holded',
      external_id: `account-${name}`,
      service_id: service,
    },
    party,
  );
  writer.insert('contract', {
    id: contract,
    company_id: company,
    key: `contract-${name}`,
    client_id: client,
    service_id: service,
    currency: 'EUR',
    signed_price: 90_000,
    status: 'ACTIVE',
  });
  writer.insert('contract_event', {
    id: ids.next('contract_event'),
    contract_id: contract,
    seq: 0,
    kind: 'pause',
    date: '2026-02-10',
    detail: '{"mode":"extend"}',
  });
  for (const [kind, sign] of [
    ['invoice', 1],
    ['credit_note', -1],
  ] as const) {
    const net = kind === 'invoice' ? 100_000 : -10_000;
    const source = record('invoices', `${kind}-${name}`, { kind, net });
    const invoice = ids.next('invoice');
    writer.insert(
      'invoice',
      {
        id: invoice,
        company_id: company,
        key: `holded:${kind}-${name}`,
        kind,
        number: `${kind}/${name}`,
        date: '2026-01-05',
        due_date: '2026-02-05',
        currency: 'EUR',
        rate: '1',
        net,
        tax: net * 0.21,
        gross: net * 1.21,
        withholding: 0,
        paid: sign * 1_000,
        status: 'open',
        client_id: client,
        party_key: key,
        origin_key: kind === 'invoice' ? null : `holded:invoice-${name}`,
        credit_reason: kind === 'invoice' ? null : 'goodwill',
        number_key: `${kind}${name}`,
        excluded: null,
        blocked: null,
        source_record_id: source,
      },
      source,
    );
    writer.insert(
      'invoice_line',
      {
        id: ids.next('invoice_line'),
        invoice_id: invoice,
        position: 0,
        line_key: '0',
        description: 'Course',
        net,
        tax: net * 0.21,
        tax_rate: 2100,
        account_key: `holded:account-${name}`,
        service_id: service,
        contract_id: contract,
        why: 'new contract',
      },
      source,
    );
    writer.insert(
      'payment',
      { id: ids.next('payment'), invoice_id: invoice, external_id: 'p1', date: '2026-01-07', amount: sign * 1_000 },
      source,
    );
  }
  const course = record('cohorts', `cohort-${name}`, { slug: name });
  writer.insert(
    'cohort',
    {
      id: cohort,
      company_id: company,
      key: `fourgeeks:cohort-${name}`,
      slug: `fs-${name}`,
      service_type: 'FS',
      start_date: '2026-01-10',
      end_date: '2026-03-20',
      prework_days: 7,
      source_record_id: course,
    },
    course,
  );
  writer.insert(
    'cohort_plan_version',
    {
      id: ids.next('cohort_plan_version'),
      cohort_id: cohort,
      seq: cohort,
      start_date: '2026-01-10',
      end_date: '2026-03-10',
      first_open_month: '2026-01',
    },
    course,
  );
  const place = record('places', `place-${name}`, { student: name });
  const period = ids.next('service_period');
  writer.insert(
    'service_period',
    {
      id: period,
      company_id: company,
      key: `fourgeeks:place-${name}`,
      client_id: client,
      cohort_id: cohort,
      contract_id: contract,
      why: 'same service',
      start_date: '2026-01-10',
      end_date: '2026-03-20',
      status: 'ACTIVE',
      status_word: 'ACTIVE',
      status_date: '2026-01-10',
      status_date_source: 'stated',
      observed_on: '2026-03-31',
      source_record_id: place,
    },
    place,
  );
  writer.insert(
    'period_status_event',
    {
      id: ids.next('period_status_event'),
      period_id: period,
      seq: 0,
      status_word: 'ACTIVE',
      effective_date: '2026-01-10',
      source: 'stated',
      observed_on: '2026-03-31',
    },
    place,
  );
  return { contract, client, service };
}
