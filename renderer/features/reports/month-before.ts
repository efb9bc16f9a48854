import { addMonths, month } from '../../../shared/domain/month.ts';

export const monthBefore = (text: string): string => addMonths(month(text), -1);
