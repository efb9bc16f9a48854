import type { browse } from '../../shared/contract/browse.ts';
import type { UseCases } from './app.ts';
import { browseDetails } from './browse-details.ts';
import { browseLists } from './browse-lists.ts';
import { searchUseCases } from './search.ts';

/** All that shows what is in the ledger. */
export const browseUseCases: UseCases<keyof typeof browse> = { ...browseLists, ...browseDetails, ...searchUseCases };
