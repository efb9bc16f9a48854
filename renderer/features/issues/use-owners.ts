import { useCall } from '../../bridge/use-call.ts';
import { useDesk } from '../../state/desk.ts';
import type { Owners } from './view.ts';

/** Who is at the keyboard, and the names of all who ever worked here. */
export function useOwners(): Owners {
  const who = useDesk((state) => state.desk?.who ?? '');
  const people = useCall('operators/list', {}).data;
  return { who, nameOf: (operator) => people?.find(({ id }) => id === operator)?.name ?? null };
}
