/** The ten control totals, by number. */
import type { TieOutId } from '../../../../shared/close/tie-out-checks.ts';
import type { LampWords } from '../engine-language.ts';

export const LAMPS_ES: Readonly<Record<TieOutId, LampWords>> = {
  1: {
    words: 'El mes se abre donde se cerró el anterior',
    left: 'Ingresos anticipados iniciales',
    right: 'Saldo final del mes anterior, como se guardó',
  },
  2: {
    words: 'Los movimientos llevan a la suma de los contratos y del detalle',
    left: 'Saldo final por saldo inicial y movimientos',
    right: 'Suma de los contratos y de las filas de detalle',
  },
  3: {
    words: 'Todo lo anticipado tiene fecha prevista, o se sabe que no la tiene',
    left: 'Calendario: meses futuros y sin fecha',
    right: 'Ingresos anticipados finales menos activo por contrato, y lo aún no facturado',
  },
  4: {
    words: 'El diario asienta los ingresos del movimiento, y cuadra',
    left: 'Ingresos según el diario',
    right: 'Ingresos según el movimiento: servicio, periodos anteriores, pagado y no usado',
  },
  5: {
    words: 'Todo lo facturado está en el movimiento, una sola vez',
    left: 'Facturado menos facturas rectificativas',
    right: 'Neto de los documentos con fecha del mes, y cambios en documentos de meses cerrados',
  },
  6: {
    words: 'Todo lo facturado alguna vez está devengado, anticipado, o devengado antes de su factura',
    left: 'Facturado hasta la fecha',
    right: 'Reconocido hasta la fecha e ingresos anticipados, menos activo por contrato',
  },
  7: {
    words: 'Cada documento recibido está contado, retenido o excluido con un motivo',
    left: 'Documentos recibidos',
    right: 'Documentos contados, retenidos y excluidos con un motivo',
  },
  8: {
    words: 'El saldo de la contabilidad es el saldo final',
    left: 'Saldo en la contabilidad, como se escribió',
    right: 'Ingresos anticipados finales',
  },
  9: {
    words: 'Ningún contrato ha devengado menos de nada ni más que su precio',
    left: 'Reconocido fuera de lo que corresponde a los contratos',
    right: 'Nada',
  },
  10: {
    words: 'Las monedas suman el total',
    left: 'Saldo final de cada moneda, en la de la empresa',
    right: 'Total',
  },
};
