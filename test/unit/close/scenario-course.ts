/** The course most scenarios share: 6000.00 over 140 days of 2024, and a 3000.00 one with more documents. */
import type { ContractFacts } from '../../../electron/close/facts.ts';
import { contract, enrolment, invoice } from './contract-builder.ts';

export const START = '2024-01-01';
export const END = '2024-05-19';
const PAID = [invoice('2024-01-01', 600_000)];
export const AS_2 = [132_857, 124_286, 132_857, 128_571, 81_429];
export const course = (parts: Partial<ContractFacts> = {}): ContractFacts =>
  contract({ documents: PAID, enrolments: [enrolment(START, END)], ...parts });
export const small = (...more: ContractFacts['documents']): ContractFacts =>
  course({ documents: [invoice('2024-01-01', 300_000), ...more] });
