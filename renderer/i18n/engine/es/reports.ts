/** Titles of reports and what each of them tells, by name. */
import type { ReportName } from '../../../../shared/contract/reports.ts';
import type { ReportWords } from '../engine-language.ts';

export const REPORTS_ES: Readonly<Record<ReportName, ReportWords>> = {
  'roll-forward': {
    title: 'Movimiento de ingresos anticipados',
    words: 'Cómo el saldo inicial de cada mes llegó a ser el final.',
  },
  waterfall: {
    title: 'Calendario de reconocimiento',
    words: 'Cuándo lo anticipado pasará a ingresos.',
  },
  cohorts: {
    title: 'Triángulo de cohortes',
    words: 'Cuánto tiempo queda anticipado el dinero de los contratos nuevos de un mes.',
  },
  revenue: {
    title: 'Ingresos por servicio y mes',
    words: 'Lo que devengó cada servicio, mes a mes.',
  },
  journal: {
    title: 'Diario',
    words: 'Lo que la asesoría asienta por el mes.',
  },
  ageing: {
    title: 'Cobros pendientes por antigüedad',
    words: 'Lo que deben los clientes un día, según cuánto hace que venció.',
  },
  dso: {
    title: 'Días de venta pendientes de cobro',
    words: 'Cuántos días de facturación siguen sin cobrar.',
  },
  'cash-forecast': {
    title: 'Previsión de cobros',
    words: 'Cuándo se pagarán probablemente las facturas abiertas.',
  },
  vat: {
    title: 'Resumen de IVA',
    words: 'El impuesto por clase y tipo, como lo dicen los sistemas.',
  },
  flux: {
    title: 'Variaciones',
    words: 'Qué cambió frente a otro mes, y por qué.',
  },
  bridge: {
    title: 'Puente de ingresos',
    words: 'De los ingresos del mes anterior a los de este, paso a paso.',
  },
  'number-gaps': {
    title: 'Huecos de numeración',
    words: 'Números de documento que una serie se salta.',
  },
  'cut-off': {
    title: 'Pruebas de corte',
    words: 'Lo que puede estar al lado equivocado del fin de mes.',
  },
  changes: {
    title: 'Cambios tardíos',
    words: 'Lo que el mes recogió de meses cerrados.',
  },
};
