/** One source record on its way into the ledger: what it says, and what became of it. */
import type { Draft } from '../../../shared/domain/drafts.ts';
import type { IssueDraft } from '../../../shared/domain/issue.ts';
import { settleIssues } from '../../ledger/issues.ts';
import { payloadOf, setRecordState } from '../../ledger/source-records.ts';
import type { SourceRecordRow } from '../../ledger/tables.ts';
import type { ApplyContext, StreamOf } from './context.ts';

export interface MappedRecord {
  readonly record: SourceRecordRow;
  readonly of: StreamOf;
  readonly drafts: readonly Draft[];
}

/** Whether a record must be worked through again: it is new, changed, differently mapped, or waiting for something. */
export function needsApply(record: SourceRecordRow, stamp: number): boolean {
  return (
    record.applied_version !== record.latest_version ||
    record.applied_mapper !== stamp ||
    record.state === 'new' ||
    record.state === 'held' ||
    record.state === 'gone' ||
    (record.state === 'excluded' && record.reason !== null && WAITING.has(record.reason))
  );
}

/** Exclusions that a later run may lift although the record itself has not changed. */
export const NOT_ENROLLED = 'not enrolled in the synced months';
export const COHORT_NOT_COUNTED = 'its cohort is not counted';
export const PERSON_UNKNOWN = 'the person is not in the member list';
/** Why a record is marked as gone. */
export const GONE = 'no longer in the list';
export const NOBODY_KNOWN = 'nobody here has its e-mail';
export const WAITING: ReadonlySet<string> = new Set([NOT_ENROLLED, COHORT_NOT_COUNTED, PERSON_UNKNOWN, NOBODY_KNOWN]);

/**
 * What a record says, by its connector's mapping. A record that does not fit the wire schema is held by an issue and gives null:
 * it costs the step nothing else.
 */
export function mapRecord(context: ApplyContext, record: SourceRecordRow, of: StreamOf): MappedRecord | null {
  const raw = context.fresh.get(record.id) ?? payloadOf(context.ledger, record.latest_version);
  const parsed = of.stream.wire.safeParse(raw);
  const unreadable = parsed.success
    ? record.external_id.startsWith('no-id:')
      ? 'id'
      : null
    : (parsed.error.issues[0]?.path.join('.') ?? '') || 'the record';
  if (parsed.success && unreadable === null) {
    return { record, of, drafts: of.stream.map(parsed.data, of.connection.config as never) };
  }
  const issue: IssueDraft = {
    code: 'RESPONSE_CHANGED',
    subject: { entity: 'record', key: `${of.connection.connector.id}:${of.stream.name}:${record.external_id}` },
    details: { source: of.connection.connector.name, entity: of.stream.record, field: unreadable },
    amount: 0,
    month: null,
  };
  settle(context, { record, of }, [issue]);
  setRecordState(
    context.ledger,
    record,
    'held',
    `we do not understand ${unreadable ?? 'it'}`,
    of.connection.mapperStamp(of.stream),
  );
  return null;
}

/** Brings the issues that stand on this record alone in line. */
export function settle(
  context: ApplyContext,
  of: { record: SourceRecordRow; of: StreamOf },
  issues: readonly IssueDraft[],
): void {
  settleIssues(
    context.ledger,
    context.writer,
    {
      scope: `record:${of.record.id}`,
      integration: of.of.connection.connector.id,
      operation: of.of.stream.step,
      at: context.at,
      sourceRecord: of.record.id,
    },
    issues.filter((issue) => !context.decisions.isConfirmed(issue.code, issue.subject.key, issue.discriminator)),
  );
}

/** The outside id as the ledger's natural key. */
export function keyOf(of: StreamOf, externalId: string): string {
  return `${of.connection.connector.id}:${externalId}`;
}
