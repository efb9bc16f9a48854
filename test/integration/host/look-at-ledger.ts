import { openEngine } from '../../../electron/engine.ts';

/** The hash of a ledger that somebody else has open. */
export async function hashAt(path: string): Promise<string> {
  const opened = await openEngine({ ledgerPath: path, readonly: true, env: {} });
  if (!opened.ok) throw new Error(opened.problem.message);
  const hash = await opened.value.call('ledger/hash', {});
  await opened.value.close();
  if (!hash.ok) throw new Error(hash.problem.message);
  return hash.value.hash;
}
