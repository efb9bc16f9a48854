/**
 * What somebody who helps needs to know, as text that can be sent to a stranger: versions, counts, codes and the end of the log. No
 * names, no keys, no amounts, no addresses; the home folder is written as ~.
 */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { DeskState } from '../../shared/contract/desk.ts';
import type { Engine } from '../engine-thread.ts';
import { maskSecrets } from '../platform/mask.ts';

const LOG_LINES = 60;

export async function diagnosticsText(state: DeskState, engine: Engine | null, logFolder: string): Promise<string> {
  const lines = [
    `Monthend ${state.version} (${state.shell}) on ${state.platform} ${process.arch}, Node ${process.versions.node}`,
    `Ledger: ${state.ledger}${state.sample ? ', sample company' : ''}, at ${state.path}`,
    `Language ${state.locale}; notices: ${state.notices.map(({ code }) => code).join(', ') || 'none'}`,
    ...(state.problem ? [`Why it is not open: ${state.problem.code}`] : []),
  ];
  if (engine !== null) lines.push(...(await ledgerLines(engine)));
  lines.push('', `The last ${LOG_LINES} lines of the log:`, ...logTail(logFolder));
  return maskSecrets(lines.join('\n')).replaceAll(homedir(), '~');
}

async function ledgerLines(engine: Engine): Promise<string[]> {
  const [counts, totals, runs, connections] = await Promise.all([
    engine.call('ledger/counts', {}),
    engine.call('issues/totals', {}),
    engine.call('runs/list', { limit: 10 }),
    engine.call('connections/list', {}),
  ]);
  const lines = ['', 'Rows:'];
  if (counts.ok) for (const [table, rows] of Object.entries(counts.value)) lines.push(`  ${table} ${rows}`);
  if (totals.ok) {
    lines.push(`Open issues: ${totals.value.pending}, of which ${totals.value.blocking} stop the month`);
    for (const [code, open] of Object.entries(totals.value.byCode)) lines.push(`  ${code} ${open}`);
  }
  if (connections.ok) {
    lines.push('Connections:');
    for (const { provider, status } of connections.value) lines.push(`  ${provider} ${status}`);
  }
  if (runs.ok) {
    lines.push('Last runs:');
    for (const { id, kind, trigger, status, startedAt, problem } of runs.value) {
      lines.push(`  ${id} ${kind} ${trigger} ${status} ${startedAt} ${problem?.code ?? ''}`.trimEnd());
    }
  }
  return lines;
}

function logTail(folder: string): string[] {
  try {
    return readFileSync(join(folder, 'monthend.log'), 'utf8').trimEnd().split('\n').slice(-LOG_LINES);
  } catch {
    return ['(there is none)'];
  }
}
