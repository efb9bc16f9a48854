/** The exporting thread: one job, one answer. It ends with it, and gives back the memory that a large workbook took. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ExportJob } from './app/exporter.ts';
import { rememberCompiled } from './platform/compile-cache.ts';

rememberCompiled();
const port = parentPort;
if (!port) throw new Error('export-worker.ts runs on a worker thread only');
// Imported only now, so that what is remembered is used.
const { runExport } = await import('./export-job.ts');
// Written by `exportOnThread` alone.
port.postMessage(await runExport(workerData as ExportJob));
