import type { triage } from '../../shared/contract/triage.ts';
import type { UseCases } from './app.ts';

export const triageUseCases = {} as UseCases<keyof typeof triage>;
