/** What the search says of the references of workpapers, and what the report of late changes says of their weight. */
import type { Phrase } from '../phrase-book.ts';

export const REFERENCE_PHRASES_ES: readonly Phrase[] = [
  ['This reference was written by another ledger.', 'Esta referencia la escribió otro libro.'],
  [
    'Open the company that is named at the top of the sheet, and look it up there.',
    'Abra la empresa que figura en la cabecera de la hoja y búsquela allí.',
  ],
  ['There is no contract {id} in this ledger.', 'En este libro no hay ningún contrato {id}.'],
  ['There is no document {id} in this ledger.', 'En este libro no hay ningún documento {id}.'],
  ['There is no posting {id} in this ledger.', 'En este libro no hay ningún asiento {id}.'],
  ['There is no payment {id} in this ledger.', 'En este libro no hay ningún cobro {id}.'],
  ['There is no enrolment {id} in this ledger.', 'En este libro no hay ninguna matrícula {id}.'],
  ['There is no service {id} in this ledger.', 'En este libro no hay ningún servicio {id}.'],
  ['There is no issue {id} in this ledger.', 'En este libro no hay ninguna incidencia {id}.'],
  ['There is no run {id} in this ledger.', 'En este libro no hay ninguna ejecución {id}.'],
  ['There is no decision {id} in this ledger.', 'En este libro no hay ninguna decisión {id}.'],
  ['There is no source record {id} in this ledger.', 'En este libro no hay ningún registro de origen {id}.'],
  [
    'Compare it with the first column of the sheet, and with the company named at its top.',
    'Compárela con la primera columna de la hoja y con la empresa que figura en su cabecera.',
  ],
  [
    'The {what} {id} was taken away by run {run} ({who}, {day}).',
    'La ejecución {run} ({who}, {day}) retiró esto: {what} {id}.',
  ],
  ['Contract {id}', 'Contrato {id}'],
  ['Payment of {amount}', 'Cobro de {amount}'],
  ['Posting {id}: {amount} in {month}', 'Asiento {id}: {amount} en {month}'],
  ['Source record {id}', 'Registro de origen {id}'],
  [
    'Revenue of {month} is {revenue}; {late} of it came late, {share} of it.',
    'Los ingresos de {month} son {revenue}; {late} llegaron tarde, un {share}.',
  ],
  ['Of that {parts+}.', 'De ello, {parts+}.'],
  ['{amount} belongs to {year}', '{amount} corresponde a {year}'],
  [
    'Some of it belongs to an earlier financial year: ask how that is posted and taxed before the month is closed.',
    'Parte corresponde a un ejercicio anterior: consulte cómo se contabiliza y tributa antes de cerrar el mes.',
  ],
];
