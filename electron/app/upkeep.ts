import type { upkeep } from '../../shared/contract/upkeep.ts';
import type { UseCases } from './app.ts';

export const upkeepUseCases = {} as UseCases<keyof typeof upkeep>;
