import type { browse } from '../../shared/contract/browse.ts';
import type { UseCases } from './app.ts';
import { browseDetails } from './browse-details.ts';
import { browseLists } from './browse-lists.ts';
import { searchUseCases } from './search.ts';

export const browseUseCases = { ...browseLists, ...browseDetails, ...searchUseCases } as UseCases<keyof typeof browse>;
