/** Where somebody stands in setting up. What was written stays in the address, so that Back and a reload lose nothing; no key is in it. */
import { choiceField, textField, type ViewOf } from '../../state/view-fields.ts';

export const STEPS = ['company', 'system', 'run'] as const;
export type SetupStep = (typeof STEPS)[number];

export const FIELDS = {
  step: choiceField(STEPS, null),
  name: textField(),
  currency: textField('EUR'),
  zone: textField(),
  month: textField(),
  provider: textField(),
};
export type StartView = ViewOf<typeof FIELDS>;

/** What is known about the company that is being set up. */
export interface Progress {
  readonly company: boolean;
  readonly systems: number;
  readonly runs: number;
}

/** The step to show: the one asked for where it can be taken, else the first that is not done. Null: nothing is chosen yet. */
export function stepOf(asked: SetupStep | null, { company, systems, runs }: Progress): SetupStep | 'finished' | null {
  if (!company) return asked === null ? null : 'company';
  if (asked === 'system' || asked === 'run') return asked;
  if (runs > 0) return 'finished';
  return systems > 0 ? 'run' : 'system';
}
