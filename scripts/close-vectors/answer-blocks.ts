import { z } from 'zod';
import { bridgeBlock, cutOffBlock, duplicatesBlock, fluxBlock, riskBlock, vatBlock } from './check-blocks.ts';
import { type Compared, differences } from './comparison.ts';
import { cohortBlock, journalsBlock, rollForwardBlock, tieOutBlock, waterfallBlock } from './contract-blocks.ts';
import { ageingBlock, dsoBlock, forecastBlock, matchingBlock, namesBlock, payoutsBlock } from './receivable-blocks.ts';
import type { Blocks } from './vector-file.ts';

const BLOCKS: ReadonlyMap<string, (blocks: Blocks) => Compared[]> = new Map([
  ['rollForward', rollForwardBlock],
  ['waterfall', waterfallBlock],
  ['cohortTriangle', cohortBlock],
  ['journals', journalsBlock],
  ['tieOut', tieOutBlock],
  ['cutOff', cutOffBlock],
  ['arAgeing', ageingBlock],
  ['dso', dsoBlock],
  ['cashForecast', forecastBlock],
  ['payouts', payoutsBlock],
  ['nameSimilarity', namesBlock],
  ['matching', matchingBlock],
  ['duplicates', duplicatesBlock],
  ['vat', vatBlock],
  ['flux', fluxBlock],
  ['revenueBridge', bridgeBlock],
  ['amountAtRisk', riskBlock],
]);

/** What came of one block. A block that expects nothing has not been checked, and says so. */
export interface BlockAnswer {
  readonly block: string;
  readonly compared: number;
  /** Where the answers are not the expected ones; empty when they all are. */
  readonly differences: readonly string[];
}

/** Computes every block of a file and compares it with what the file expects. */
export function answerBlocks(blocks: Blocks): BlockAnswer[] {
  return Object.keys(blocks).map((block) => {
    const answer = BLOCKS.get(block);
    if (answer === undefined) return { block, compared: 0, differences: ['there is no rule for a block of this name'] };
    try {
      const compared = answer(blocks).filter(({ expected }) => expected !== undefined);
      const found = compared.flatMap(differences);
      return { block, compared: compared.length, differences: compared.length === 0 ? ['it expects nothing'] : found };
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      const [issue] = error.issues;
      const where = `${issue?.path.join('.') || 'top level'}: ${issue?.message ?? 'no detail'}`;
      return { block, compared: 0, differences: [`it has an unknown shape (${where})`] };
    }
  });
}
