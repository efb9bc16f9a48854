/**
 * A second sample world: five contracts from January to April 2025, small enough to follow on paper. One runs through, one is dropped
 * with part of it paid back, one is taught before it is billed, one is billed when its first months are closed, one has not begun.
 */

import { rawChannel } from './raw-records.ts';
import { programmeOf } from './school-programmes.ts';
import { blankWorlds, type SampleWorlds } from './world.ts';
import { worldBuilder } from './world-builder.ts';

/** Revenue account of each service by its name, as the accountant numbers them: the invoicing system has numbers of its own. */
export const CLOSE_CASE_ACCOUNTS: Readonly<Record<string, string>> = {
  [programmeOf('fs-pt').name]: '705100',
  [programmeOf('ds-pt').name]: '705200',
};

/** Answers that only a person can give, in the order of the months; `about` is the number of a document. */
export const CLOSE_CASE_ANSWERS = [
  { kind: 'price', about: 'F25-003', value: { amount: 80_000 }, reason: 'signed for 800 in two instalments' },
  { kind: 'drop', about: 'F25-002', value: { refund: 200_000 }, reason: 'terms of the course' },
] as const;

/** The three systems as they stand at the end of April 2025. */
export function closeCaseWorlds(): SampleWorlds {
  const worlds = blankWorlds();
  worlds.holded.saleschannels.push(rawChannel(programmeOf('fs-pt')), rawChannel(programmeOf('ds-pt')));
  const world = worldBuilder(worlds);

  const ana = world.student({ name: 'Ana Ruiz', email: 'ana.ruiz@mail.example' });
  world.invoice({ student: ana, service: 'fs-pt', date: '2025-01-02', net: 120_000, number: 'F25-001' });
  world.enrolment({ student: ana, service: 'fs-pt', start: '2025-01-01', end: '2025-06-30' });

  const bea = world.student({ name: 'Beatriz Soler', email: 'bea.soler@mail.example' });
  const course = world.invoice({ student: bea, service: 'fs-pt', date: '2025-01-15', net: 690_000, number: 'F25-002' });
  world.creditNote({
    student: bea,
    service: 'fs-pt',
    date: '2025-03-20',
    net: 200_000,
    number: 'A25-001',
    origin: course,
  });
  world.enrolment({
    student: bea,
    service: 'fs-pt',
    start: '2025-02-03',
    end: '2025-05-25',
    status: 'DROPPED',
    statusDate: '2025-03-19',
  });

  const carla = world.student({ name: 'Carla Vidal', email: 'carla.vidal@mail.example' });
  world.invoice({ student: carla, service: 'ds-pt', date: '2025-02-01', net: 40_000, number: 'F25-003' });
  world.invoice({ student: carla, service: 'ds-pt', date: '2025-04-01', net: 40_000, number: 'F25-004' });
  world.enrolment({ student: carla, service: 'ds-pt', start: '2025-01-15', end: '2025-04-14' });

  const diego = world.student({ name: 'Diego Marín', email: 'diego.marin@mail.example' });
  world.invoice({ student: diego, service: 'ds-pt', date: '2025-04-08', net: 60_000, number: 'F25-005' });
  world.enrolment({ student: diego, service: 'ds-pt', start: '2025-02-01', end: '2025-07-31' });

  const elena = world.student({ name: 'Elena Prats', email: 'elena.prats@mail.example' });
  world.invoice({ student: elena, service: 'fs-pt', date: '2025-03-03', net: 99_900, number: 'F25-006' });
  world.enrolment({ student: elena, service: 'fs-pt', start: '2025-05-01', end: '2025-07-31' });
  return worlds;
}
