/** Whose figures a stretch of the journal, or what was decided since, can have changed. Rather one client too many than one too few. */
import { clientIdByAnyKey, contractsOfDocument } from './contract-facts.ts';
import { clientsOfContracts, contractByKey } from './contracts.ts';
import type { Ledger } from './ledger.ts';
import { cohortByKey, periodByKey, periodContracts } from './periods.ts';

export interface Touched {
  readonly clients: Set<number>;
  readonly documents: Set<number>;
}

/** Everything there is: for a ledger whose figures were never worked out. */
export function everything(ledger: Ledger): Touched {
  const ids = (text: string) => new Set(ledger.prepare<[], number>(text).pluck().all());
  return { clients: ids('SELECT id FROM client ORDER BY id'), documents: ids('SELECT id FROM invoice ORDER BY id') };
}

// Where a row points now and where it pointed before: what moved away from a client changes that client, too.
const CLIENTS = `
WITH line AS MATERIALIZED (SELECT table_name AS t, row_id AS r, before AS b FROM change WHERE id > ? AND id <= ? AND table_name <> 'issue'),
  place AS MATERIALIZED (
    SELECT p.client_id AS client, p.contract_id AS contract FROM line JOIN service_period p ON t = 'service_period' AND p.id = r
    UNION SELECT p.client_id, p.contract_id FROM line JOIN service_period p ON t = 'cohort' AND p.cohort_id = r
    UNION SELECT p.client_id, p.contract_id FROM line JOIN cohort_plan_version v ON t = 'cohort_plan_version' AND v.id = r
      JOIN service_period p ON p.cohort_id = v.cohort_id
    UNION SELECT p.client_id, p.contract_id FROM line JOIN service_period p ON t = 'cohort_plan_version' AND p.cohort_id = b ->> 'cohort_id'),
  contracts AS MATERIALIZED (
    SELECT r AS id FROM line WHERE t = 'contract'
    UNION SELECT p.contract_id FROM line JOIN posting p ON t = 'posting' AND p.id = r
    UNION SELECT l.contract_id FROM line JOIN invoice_line l ON t = 'invoice_line' AND l.id = r
    UNION SELECT l.contract_id FROM line JOIN invoice_line l ON t = 'invoice' AND l.invoice_id = r
    UNION SELECT b ->> 'contract_id' FROM line WHERE t IN ('invoice_line', 'service_period') AND b IS NOT NULL
    UNION SELECT contract FROM place
    UNION SELECT c.id FROM line JOIN contract c ON t = 'service' AND c.service_id = r)
SELECT client_id AS id FROM contract WHERE id IN (SELECT id FROM contracts)
UNION SELECT client_id FROM contract_figure WHERE contract_id IN (SELECT id FROM contracts)
UNION SELECT r FROM line WHERE t = 'client'
UNION SELECT b ->> 'client_id' FROM line WHERE t IN ('contract', 'service_period', 'client_external_id') AND b ->> 'client_id' IS NOT NULL
UNION SELECT client FROM place
UNION SELECT x.client_id FROM line JOIN client_external_id x ON t = 'client_external_id' AND x.id = r`;

const DOCUMENTS = `
SELECT row_id AS id FROM change WHERE id > ? AND id <= ? AND table_name = 'invoice'
UNION SELECT l.invoice_id FROM change h JOIN invoice_line l ON h.table_name = 'invoice_line' AND l.id = h.row_id WHERE h.id > ? AND h.id <= ?
UNION SELECT before ->> 'invoice_id' FROM change WHERE id > ? AND id <= ? AND table_name = 'invoice_line' AND before ->> 'invoice_id' IS NOT NULL`;

/** Adds what the journal lines after `from` up to and with `until` touched. */
export function addTouched(ledger: Ledger, touched: Touched, from: number, until: number): void {
  const add = (to: Set<number>, rows: readonly { readonly id: number | null }[]) => {
    for (const { id } of rows) if (id !== null) to.add(id);
  };
  add(touched.clients, ledger.prepare<[number, number], { id: number | null }>(CLIENTS).all(from, until));
  add(
    touched.documents,
    ledger.prepare<number[], { id: number | null }>(DOCUMENTS).all(from, until, from, until, from, until),
  );
  // Only issues of these kinds stop money; see `holdingIssues`.
  const issues = ledger
    .prepare<[number, number], { entity_type: string | null; external_id: string | null }>(
      `SELECT DISTINCT coalesce(i.entity_type, before ->> 'entity_type') AS entity_type, coalesce(i.external_id, before ->> 'external_id') AS external_id
       FROM change h LEFT JOIN issue i ON i.id = h.row_id
       WHERE h.id > ? AND h.id <= ? AND h.table_name = 'issue'
         AND coalesce(i.effect, before ->> 'effect') = 'contract' AND coalesce(i.operation, before ->> 'operation') <> 'accruals'`,
    )
    .all(from, until);
  for (const { entity_type, external_id } of issues)
    if (entity_type !== null && external_id !== null) addSubject(ledger, touched.clients, external_id);
}

/** Adds the clients that a natural key names, whatever it is a key of. */
export function addSubject(ledger: Ledger, clients: Set<number>, key: string): void {
  const document = key.split('#')[0] ?? key;
  const contracts = [...contractsOfDocument(ledger, document), ...periodContracts(ledger, 'period', key)];
  const contract = contractByKey(ledger, key);
  if (contract) contracts.push(contract.id);
  if (cohortByKey(ledger, key)) contracts.push(...periodContracts(ledger, 'cohort', key));
  for (const id of clientsOfContracts(ledger, contracts)) clients.add(id);
  const client = periodByKey(ledger, key)?.client_id ?? clientIdByAnyKey(ledger, key);
  if (client !== null) clients.add(client);
}

/** Subjects of decisions that were made or taken back since they were last looked at. */
export function changedDecisions(ledger: Ledger): { id: number; kind: string; subject: string; undone: number }[] {
  return ledger
    .prepare<[], { id: number; kind: string; subject: string; undone: number }>(
      `SELECT d.id, d.kind, d.subject, d.undone_at IS NOT NULL AS undone FROM decision d LEFT JOIN figure_decision f ON f.decision_id = d.id
       WHERE f.decision_id IS NULL OR f.undone <> (d.undone_at IS NOT NULL)`,
    )
    .all();
}
