import type { browse } from '../../shared/contract/browse.ts';
import type { UseCases } from './app.ts';

export const browseUseCases = {} as UseCases<keyof typeof browse>;
