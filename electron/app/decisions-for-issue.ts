/** Which decisions would settle an issue; the first is the one the app proposes. */
import type { IssueCode } from '../../shared/domain/issue-taxonomy.ts';
import { clientNamed } from '../ledger/clients.ts';
import { contractByKey } from '../ledger/contracts.ts';
import type { DecisionKind } from '../ledger/decisions.ts';
import { documentsOfClient } from '../ledger/documents.ts';
import type { ListedIssue } from '../ledger/issues.ts';
import type { Ledger } from '../ledger/ledger.ts';

export interface ProposedDecision {
  readonly kind: DecisionKind;
  readonly subject: string;
  readonly value: Record<string, unknown>;
  /** What choosing it means. */
  readonly words: string;
  /** Fields of the value that a person still has to give. */
  readonly needs: string[];
}

export function decisionsForIssue(ledger: Ledger, issue: ListedIssue): ProposedDecision[] {
  const details = JSON.parse(issue.details) as Record<string, unknown>;
  const key = issue.external_id;
  // A contract is named by its first document: that name survives a rebuild.
  const document = contractByKey(ledger, key) ? key.slice(key.indexOf('@') + 1) : key;
  const confirm = (words: string): ProposedDecision => ({
    kind: 'confirm',
    subject: key,
    value: {
      code: issue.code,
      ...(issue.code === 'NUMBER_GAP' && issue.discriminator ? { discriminator: issue.discriminator } : {}),
    },
    words,
    needs: [],
  });
  const propose = (
    kind: DecisionKind,
    subject: string,
    value: Record<string, unknown>,
    words: string,
    needs: string[] = [],
  ): ProposedDecision => ({
    kind,
    subject,
    value,
    words,
    needs,
  });
  const code = issue.code as IssueCode;
  switch (code) {
    case 'SERVICE_UNKNOWN':
      return [
        propose('map-service', key, {}, 'Map it to a service, once for all such lines', ['service']),
        propose('map-service', key, { service: null }, 'It is no course: leave such lines out'),
      ];
    case 'STATUS_UNMAPPED':
      return [propose('map-status', key, {}, 'Say once what this word means', ['status'])];
    case 'INVOICE_AMBIGUOUS':
    case 'INVOICE_UNMATCHED':
    case 'SERVICE_AMBIGUOUS':
    case 'SERVICE_MIXED_INVOICE':
    case 'CREDIT_WITHOUT_ORIGINAL':
    case 'CURRENCY_MISMATCH': {
      const candidates = candidateDocuments(details.candidates);
      const own = propose('contract', key, { with: null }, 'It is a contract of its own');
      const first = candidates.map((candidate) =>
        propose('contract', key, { with: candidate }, `It belongs with ${candidate}`),
      );
      if (code === 'CURRENCY_MISMATCH') return [own, ...first];
      if (first.length > 0) return [...first, own];
      return [
        propose('contract', key, {}, 'Name a document of the contract it belongs to', ['with']),
        own,
        propose('unlink', key, {}, 'It belongs to no contract'),
      ];
    }
    case 'CLIENT_DUPLICATE_HARD':
    case 'CLIENT_DUPLICATE_SOFT':
      return [
        propose('merge', String(details.merge ?? key), { into: details.into }, 'They are one person: merge them'),
        propose('different', String(details.merge ?? key), { from: details.into }, 'They are two people'),
      ];
    case 'CLIENT_NAME_ONLY':
      return [propose('client', key, { client: details.into }, 'It is this person'), confirm('It is somebody else')];
    case 'PAYER_NOT_STUDENT':
      return [
        propose('client', key, {}, 'Say which student it is for', ['client']),
        confirm('The payer is the student'),
      ];
    case 'CLIENT_MISSING':
      return [propose('client', key, {}, 'Say whose document it is', ['client'])];
    case 'CONTRACT_WITHOUT_PERIOD':
      return [
        propose('dates', document, {}, 'Enter the first and last day of the course', ['start', 'end']),
        propose('drop', document, { refund: 0 }, 'The client withdrew; nothing is refunded', ['lastDay']),
      ];
    case 'STATUS_DATE_MISSING':
      return [
        propose('stop-date', issue.entity_type === 'period' ? key : document, {}, 'Enter the last day of class', [
          'lastDay',
        ]),
      ];
    case 'STATUS_DATE_SUSPECT':
      return [
        propose(
          'stop-date',
          key,
          details.date ? { lastDay: details.date } : {},
          'The date is right',
          details.date ? [] : ['lastDay'],
        ),
      ];
    case 'DATES_MISSING':
    case 'DATES_REVERSED':
      return [
        propose('dates', issue.entity_type === 'contract' ? document : key, {}, 'Enter the first and last day', [
          'start',
          'end',
        ]),
      ];
    case 'DROP_UNDECIDED':
    case 'PAUSE_TOO_LONG':
      return [
        propose('drop', document, { refund: 0 }, 'Nothing is refunded'),
        propose('drop', document, {}, 'Part of it is refunded', ['refund']),
        propose('resume', document, {}, 'The student comes back', ['firstDay', 'newEnd']),
      ];
    case 'PRICE_UNCONFIRMED':
      return [
        confirm('It is part of the price'),
        propose('price', key, {}, 'Enter the whole price', ['amount']),
        propose('contract', key, { with: null }, 'It is a second purchase'),
      ];
    case 'INVOICE_DUPLICATE_HARD':
      return [
        propose('duplicate', key, { keep: false }, 'It is the same document: leave it out'),
        propose('duplicate', key, { keep: true }, 'Both count'),
      ];
    case 'INVOICE_DUPLICATE_SOFT':
      return [
        confirm('They are two sales'),
        propose('duplicate', key, { keep: false }, 'It is the same sale: leave it out'),
      ];
    case 'RECORD_DISAPPEARED':
      return [propose('gone', key, { confirmed: true }, 'It was deleted or voided')];
    case 'NET_MISSING':
      return [propose('vat-rate', key, {}, 'Choose the VAT rate', ['basisPoints'])];
    case 'RATE_MISSING':
      return [
        propose('exchange-rate', issue.entity_type === 'contract' ? document : key, {}, 'Enter the rate', ['rate']),
      ];
    case 'SERVICE_TYPE_MISMATCH':
      return [
        propose('dates', document, {}, 'Enter the days of the course that was bought', ['start', 'end']),
        confirm('The enrolment has nothing to do with it'),
      ];
    case 'CLIENT_NOT_IN_CRM':
      return [
        ...documentsOfClientKey(ledger, key).map((each) =>
          propose('dates', each, {}, 'Enter the first and last day of the course', ['start', 'end']),
        ),
        confirm('It is a payer, or is not in the CRM on purpose'),
      ];
    default:
      return [confirm('It is right as it is')];
  }
}

function documentsOfClientKey(ledger: Ledger, key: string): string[] {
  const client = clientNamed(ledger, key);
  return client ? documentsOfClient(ledger, client.id).map((document) => document.key) : [];
}

/** Documents of the contracts that a finding names, best first: `SERVICE@DOCUMENT` or plain document keys. */
function candidateDocuments(value: unknown): string[] {
  const list = Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.split(', ') : [];
  return list.flatMap((text) => {
    const match = /@(\S+)/.exec(text);
    return match?.[1] ? [match[1]] : [];
  });
}
