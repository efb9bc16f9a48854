import { ACCOUNT_PRESETS, type AccountPreset } from '../../../shared/close/accounts.ts';

/** A chart of accounts by its id. */
export function presetOf(id: AccountPreset['id']): AccountPreset {
  const preset = ACCOUNT_PRESETS.find((each) => each.id === id);
  if (preset === undefined) throw new RangeError(`There is no chart ${id}`);
  return preset;
}
