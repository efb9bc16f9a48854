/**
 * What a connector is. Everything the app knows about an outside system is declared here and lives in that system's folder;
 * a connector reads and maps, and never writes to the ledger.
 */
import type { z } from 'zod';
import type { CivilDate } from '../../shared/domain/civil-date.ts';
import type { Draft } from '../../shared/domain/drafts.ts';
import type { ImportStep } from '../../shared/domain/entities.ts';
import type { Clock } from '../platform/clock.ts';
import type { HttpClient } from '../platform/http-port.ts';

/** Civil days to read, both inclusive. */
export interface DateWindow {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** Records of one answer, as they came. */
export interface Page {
  readonly records: readonly unknown[];
  /** Whatever `read` needs to go on after this page (JSON). Null on the last page. */
  readonly cursor: unknown;
  /** How many records the source says the whole read has, when it says so. */
  readonly declared?: number;
}

/** A secret's values by the names the connector's `secrets` declare. */
export type SecretValues = Readonly<Record<string, string>>;

export interface ConnectionContext<Config> {
  readonly config: Config;
  readonly http: HttpClient;
  readonly secrets: SecretValues;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
}

/** The record as a read of the list would give it; `cannot`: the system takes no id of this kind. */
export type OneRecord = { readonly raw: unknown } | 'missing' | 'cannot';

/** One list of an outside system and what its records mean. */
export interface Stream<Config> {
  /** Unique within the connector, e.g. `invoices`. */
  readonly name: string;
  /** What one record is, in the operator's words: "invoice". */
  readonly record: string;
  /** The step that this stream feeds. */
  readonly step: ImportStep;
  /** `month`: read month by month; `none`: everything there is, once a run. */
  readonly window: 'month' | 'none';
  /** Raised whenever `map` gives something else for the same record: stored records are then mapped again. */
  readonly mapperVersion: number;
  /** What the real API is known to send, tolerantly. A record that does not fit becomes RESPONSE_CHANGED. */
  readonly wire: z.ZodType;
  /**
   * Pages of raw records. `cursor` is null at the start, else the cursor of the last page that was stored.
   * Throws {@link SourceProblem} for what the operator can act on.
   */
  read(
    context: ConnectionContext<Config>,
    window: DateWindow | null,
    cursor: unknown,
  ): AsyncGenerator<Page, void, void>;
  /** Reads one record by its id, where the system can be asked for one: to test a link, never to sync. */
  readonly one?: {
    /** What the record stands for in the ledger. */
    readonly of: 'client' | 'service';
    ask(context: ConnectionContext<Config>, id: string): Promise<OneRecord>;
  };
  /** The record's id in the outside system; null when it has none (the record is then reported, not lost). */
  identify(raw: unknown): string | null;
  /** Pure: the same record and settings always give the same drafts. `raw` has passed `wire`. */
  map(raw: unknown, config: Config): readonly Draft[];
}

/** A value the operator must give before a connection works. */
export interface SecretField {
  readonly name: string;
  readonly label: string;
  /** Where to find it, in one sentence. */
  readonly help: string;
}

export interface ConnectionTest {
  readonly works: boolean;
  /** One line a finding, in plain words: what works, and which permission or setting is missing. */
  readonly findings: readonly { readonly ok: boolean; readonly text: string; readonly fix?: string }[];
}

export interface Connector<Config = unknown> {
  readonly id: string;
  /** As the operator calls it: "Holded". */
  readonly name: string;
  readonly category: 'invoicing' | 'crm' | 'pages' | 'banking';
  readonly secrets: readonly SecretField[];
  /** Settings without secrets; parsing `{}` gives every default. Must include `baseUrl` and `privateNetwork`. */
  readonly settings: z.ZodType<Config>;
  readonly limits: { readonly requestsPerSecond: number; readonly timeoutMs?: number };
  /** Base URL for these settings and this key (some systems have one per API version). */
  baseUrl(config: Config, secrets: SecretValues): string;
  test(context: ConnectionContext<Config>): Promise<ConnectionTest>;
  readonly streams: readonly Stream<Config>[];
}

/** Settings every connection has. */
export interface CommonSettings {
  /** Overrides the system's own address: a proxy, a sandbox, a simulator. */
  readonly baseUrl?: string;
  /** Allows addresses of this machine and of private networks. */
  readonly privateNetwork: boolean;
  /** Null: no pacing (simulators). Absent: the connector's limit. */
  readonly requestsPerSecond?: number | null;
}

export type SourceProblemCode =
  | 'AUTH_EXPIRED'
  | 'AUTH_FORBIDDEN'
  | 'RATE_LIMITED'
  | 'RATE_LIMIT_EXHAUSTED'
  | 'SOURCE_UNAVAILABLE'
  | 'OFFLINE'
  | 'RESPONSE_CHANGED'
  | 'SOURCE_PARTIAL';

/** A source that cannot be read on. Ends the step's fetch; what was stored stays, and the run can be resumed. */
export class SourceProblem extends Error {
  readonly code: SourceProblemCode;
  /** Fills the sentence (`what`, `httpStatus`, `received`, ...); no secrets, no personal data. */
  readonly details: Readonly<Record<string, string | number | null>>;

  constructor(code: SourceProblemCode, details: Readonly<Record<string, string | number | null>>, cause?: unknown) {
    super(`${code} ${JSON.stringify(details)}`, { cause });
    this.name = 'SourceProblem';
    this.code = code;
    this.details = details;
  }
}

/** A connector whose settings type is its own business: what a registry holds. */
export type AnyConnector = Omit<Connector<never>, 'settings'> & { readonly settings: z.ZodType };
