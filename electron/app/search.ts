/** One search over everything in the ledger; each thing found is said in a title and what tells it from others. */
import type { OutputOf } from '../../shared/contract/index.ts';
import { fillWords, type IssueCode, issueKind } from '../../shared/domain/issue-taxonomy.ts';
import { type Currency, minorToText } from '../../shared/domain/money.ts';
import { ok } from '../../shared/domain/problem.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type Hit, searchHits } from '../ledger/search-index.ts';
import { foundRow } from '../ledger/search-words.ts';
import type { UseCases } from './app.ts';

type Result = OutputOf<'search/all'>[number];
type Words = Pick<Result, 'title' | 'subtitle'>;

export const searchUseCases: UseCases<'search/all'> = {
  'search/all': ({ ledger }, { text, limit }) =>
    ok(
      searchHits(ledger, text, limit).flatMap((hit): Result[] => {
        const words = wordsOf(ledger, hit);
        return words === null ? [] : [{ kind: hit.kind, id: hit.id, ...words }];
      }),
    ),
};

function wordsOf(ledger: Ledger, { kind, id }: Hit): Words | null {
  switch (kind) {
    case 'client': {
      const row = foundRow(ledger, kind, id);
      if (!row) return null;
      const merged = row.merged === null ? null : `merged into ${row.merged}`;
      return { title: row.name, subtitle: joined('Client', row.code, row.email, merged) };
    }
    case 'contract': {
      const row = foundRow(ledger, kind, id);
      return row && { title: `Contract ${row.id}`, subtitle: joined(row.client, row.service) };
    }
    case 'document': {
      const row = foundRow(ledger, kind, id);
      if (!row) return null;
      const name = row.kind === 'credit_note' ? 'Credit note' : 'Invoice';
      const amount = `${minorToText(row.gross, row.currency as Currency)} ${row.currency}`;
      return { title: `${name} ${row.number ?? 'without a number'}`, subtitle: joined(row.date, row.client, amount) };
    }
    case 'service': {
      const row = foundRow(ledger, kind, id);
      return row && { title: row.name, subtitle: joined('Service', row.account && `account ${row.account}`) };
    }
    case 'period': {
      const row = foundRow(ledger, kind, id);
      if (!row) return null;
      const dates =
        row.start === null && row.end === null ? 'no dates' : `${row.start ?? 'open'} to ${row.end ?? 'open'}`;
      return { title: `${row.client} in ${row.cohort}`, subtitle: joined('Enrolment', dates) };
    }
    case 'issue': {
      const row = foundRow(ledger, kind, id);
      if (!row) return null;
      const title = fillWords(issueKind(row.code as IssueCode).title, JSON.parse(row.details));
      return { title, subtitle: joined(row.message, row.status === 'pending' ? null : row.status) };
    }
  }
}

function joined(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}
