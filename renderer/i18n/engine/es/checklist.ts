/** The steps of the month-end checklist, by key. */
export const CHECKLIST_ES: Readonly<Record<string, string | undefined>> = {
  connections: 'Las conexiones responden',
  sync: 'Todo está recibido',
  'cut-off': 'Corte: sin borradores pendientes ni números que falten',
  payments: 'Pagos explicados',
  triage: 'Incidencias resueltas hasta que lo que está en riesgo no llegue a la materialidad',
  decisions: 'Bajas, pausas y contratos sin fechas, decididos',
  accruals: 'Periodificación calculada',
  'tie-outs': 'El movimiento y las comprobaciones cuadran',
  prepare: 'Preparado y firmado',
  review: 'Revisado y firmado',
  balance: 'Asentado en la contabilidad, con el saldo anotado aquí',
  close: 'Cerrado',
};
