/**
 * What the engine says, in another language than its own. What has a key (a kind of issue, a control total, a report) is looked up by
 * it; a finished sentence is looked up by its English. English has no such list: there the engine's own words are the source.
 */
import type { TieOutId } from '../../../shared/close/tie-out-checks.ts';
import type { ReportName } from '../../../shared/contract/reports.ts';
import type { IssueCode } from '../../../shared/domain/issue-taxonomy.ts';
import { i18next } from '../instance.ts';
import type { Language } from '../language.ts';
import type { Phrase } from './phrase-book.ts';

export interface LampWords {
  readonly words: string;
  readonly left: string;
  readonly right: string;
}

export interface ReportWords {
  readonly title: string;
  readonly words: string;
}

/** Braces are filled from the details of the issue, as in the taxonomy itself. */
export interface IssueWords {
  readonly title: string;
  readonly meaning: string;
  readonly fix: string;
}

export interface EngineLanguage {
  readonly phrases: readonly Phrase[];
  /** Before the last of several. */
  readonly and: string;
  /** Between two days. */
  readonly to: string;
  readonly lamps: Readonly<Record<TieOutId, LampWords>>;
  /** By the key of a step of the month-end checklist. */
  readonly checklist: Readonly<Record<string, string | undefined>>;
  readonly reports: Readonly<Record<ReportName, ReportWords>>;
  readonly issues: Readonly<Record<IssueCode, IssueWords>>;
  /** What the sentences of issues say where a finding does not know the word. */
  readonly unnamed: Readonly<Record<string, string>>;
}

const known = new Map<string, EngineLanguage>();

/** The list of a language, loaded before the first word of it is said; who reads English never loads one. */
export async function loadEngineLanguage(language: Language): Promise<void> {
  if (language !== 'es' || known.has(language)) return;
  known.set(language, (await import('./es/index.ts')).spanish);
}

/** Null: the engine's own words stand. */
export function engineLanguage(): EngineLanguage | null {
  return known.get(i18next.language) ?? null;
}
