/** What the board of a month is drawn from, asked for once and shared by its parts. */
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { addMonths, month as monthFrom } from '../../../shared/domain/month.ts';
import { useCall } from '../../bridge/use-call.ts';

export type Board = WindowOutput<'months/board'>;
export type Version = WindowOutput<'months/versions'>[number];
export type Lamps = WindowOutput<'tie-outs/list'>;
export type Lamp = Lamps['lamps'][number];

/** What the month carries; null while it is not known. */
export function useMonthFigures(month: string) {
  const months = useCall('close/months', { from: month, until: addMonths(monthFrom(month), 1) });
  return months.data?.months.find((each) => each.month === month) ?? null;
}
