import type { history } from '../../shared/contract/history.ts';
import type { UseCases } from './app.ts';

export const historyUseCases = {} as UseCases<keyof typeof history>;
