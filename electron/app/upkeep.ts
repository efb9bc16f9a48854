import type { upkeep } from '../../shared/contract/upkeep.ts';
import type { UseCases } from './app.ts';
import { backupUseCases } from './backups.ts';
import { connectionCardUseCases } from './connection-cards.ts';
import { scheduleUseCases } from './schedule.ts';
import { settingsUseCases } from './settings.ts';

export const upkeepUseCases: UseCases<keyof typeof upkeep> = {
  ...settingsUseCases,
  ...scheduleUseCases,
  ...backupUseCases,
  ...connectionCardUseCases,
};
