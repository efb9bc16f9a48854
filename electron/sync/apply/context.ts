import type { CivilDate } from '../../../shared/domain/civil-date.ts';
import type { ImportStep } from '../../../shared/domain/entities.ts';
import type { AnyConnector, Stream } from '../../connectors/connector.ts';
import type { DecisionIndex } from '../../ledger/decision-index.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { ConnectionRow } from '../../ledger/tables.ts';
import type { Writer } from '../../ledger/writer.ts';
import type { LookAlikes } from '../matching/look-alikes.ts';

/** A connection as apply needs it: its parsed settings and its streams; no secrets, no network. */
export interface AppliedConnection {
  readonly row: ConnectionRow;
  readonly connector: AnyConnector;
  /** Settings parsed by the connector's own schema. */
  readonly config: unknown;
  /** Changes whenever the same record might map to something else: mapper version and settings. */
  readonly mapperStamp: (stream: Stream<never>) => number;
}

export interface ApplySettings {
  readonly transferWindowDays: number;
  /** Students without an invoice become clients only when enrolled in a synced month. */
  readonly onlyEnrolledStudents: boolean;
}

/** The last line of the journal when held documents were last looked at; null before. */
export interface HeldLook {
  lookedAt: number | null;
}

/** Everything apply depends on. No clock: `at` and `today` are inputs like any other. */
export interface ApplyContext {
  readonly ledger: Ledger;
  readonly writer: Writer;
  readonly connections: readonly AppliedConnection[];
  readonly decisions: DecisionIndex;
  readonly settings: ApplySettings;
  readonly at: string;
  readonly today: CivilDate;
  readonly synced: ReadonlySet<string>;
  /** Payloads fetched a moment ago, so that they are not read and parsed again. */
  readonly fresh: ReadonlyMap<number, unknown>;
  readonly lookAlikes: LookAlikes;
  /** Other records that what is being applied makes worth another look. */
  readonly again: Set<number>;
  /** Shared by the steps of a run. */
  readonly held: HeldLook;
}

export interface StreamOf {
  readonly connection: AppliedConnection;
  readonly stream: Stream<never>;
}

/** The streams that feed a step, in a fixed order. */
export function streamsOfStep(connections: readonly AppliedConnection[], step: ImportStep): StreamOf[] {
  return connections.flatMap((connection) =>
    connection.connector.streams.filter((stream) => stream.step === step).map((stream) => ({ connection, stream })),
  );
}

export function streamNamed(
  connections: readonly AppliedConnection[],
  connection: number,
  stream: string,
): StreamOf | null {
  const owner = connections.find((each) => each.row.id === connection);
  const found = owner?.connector.streams.find((each) => each.name === stream);
  return owner && found ? { connection: owner, stream: found } : null;
}
