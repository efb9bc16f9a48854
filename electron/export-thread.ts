/** Starts a thread for each export, so that neither lists nor runs wait for a workbook. */
import { Worker } from 'node:worker_threads';
import type { Result } from '../shared/domain/problem.ts';
import type { Exported, Exporter } from './app/exporter.ts';
import { threadFile } from './platform/thread-file.ts';

export const exportOnThread: Exporter = (job) =>
  new Promise<Result<Exported>>((resolve, reject) => {
    const worker = new Worker(threadFile(import.meta.url, 'export-worker'), { workerData: job });
    worker.once('message', resolve);
    // A fault of the thread is a fault of the call that asked for it.
    worker.once('error', reject);
    worker.once('exit', (code) =>
      reject(new Error(`The exporting thread ended with code ${code} before it had an answer`)),
    );
  });
