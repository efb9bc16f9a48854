/** The port to whoever writes workbooks: a thread of its own in the desktop app, since that takes long and much memory. */
import type { Result } from '../../shared/domain/problem.ts';
import type { IssuesWorkbook } from '../exports/issues-workbook.ts';
import type { MadePackage } from '../exports/package.ts';
import type { PackageJob } from './make-package.ts';

/** Plain data, because it crosses to a thread. `at`: the moment that files say they were written. */
export type ExportJob = { readonly at: string } & (
  | ({ readonly kind: 'package'; readonly ledgerPath: string } & PackageJob)
  | { readonly kind: 'issues'; readonly path: string; readonly data: IssuesWorkbook }
);

export type Exported =
  | ({ readonly kind: 'package' } & MadePackage)
  | { readonly kind: 'issues'; readonly path: string; readonly rows: number; readonly sha256: string };

export type Exporter = (job: ExportJob) => Promise<Result<Exported>>;
