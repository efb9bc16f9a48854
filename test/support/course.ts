/** One student, one course, one school: the ground on which the worked scenarios stand. */
import type { AddedStudent, DocumentSpec, EnrolmentSpec } from '../../electron/sandbox/world-builder.ts';
import { openSchool, type SmallSchool } from './school.ts';

export interface Course extends SmallSchool {
  readonly ana: AddedStudent;
  invoice(date: string, net: number, more?: Partial<DocumentSpec>): ReturnType<SmallSchool['world']['invoice']>;
  credit(
    date: string,
    net: number,
    more?: Partial<Parameters<SmallSchool['world']['creditNote']>[0]>,
  ): ReturnType<SmallSchool['world']['creditNote']>;
  place(
    start: string,
    end: string | null,
    more?: Partial<EnrolmentSpec>,
  ): ReturnType<SmallSchool['world']['enrolment']>;
}

/** A ledger that begins in `firstMonth`, and Ana, who studies full stack. */
export async function openCourse(firstMonth: string, now: string): Promise<Course> {
  const school = await openSchool({ firstMonth, now });
  const { world } = school;
  const ana = world.student({ name: 'Ana Ruiz', email: 'ana@mail.example', in: ['books', 'campus', 'pages'] });
  return {
    ...school,
    ana,
    invoice: (date, net, more) => world.invoice({ student: ana, service: 'fs-pt', date, net, ...more }),
    credit: (date, net, more) => world.creditNote({ student: ana, service: 'fs-pt', date, net, ...more }),
    place: (start, end, more) => world.enrolment({ student: ana, service: 'fs-pt', start, end, ...more }),
  };
}
