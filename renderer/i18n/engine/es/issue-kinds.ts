/** The kinds of issues: title, meaning and fix. Braces are filled from the details, as in the taxonomy itself. */
import type { IssueCode } from '../../../../shared/domain/issue-taxonomy.ts';
import type { IssueWords } from '../engine-language.ts';

export const KINDS_ES: Readonly<Record<IssueCode, IssueWords>> = {
  RESPONSE_CHANGED: {
    title: '{source} ha enviado datos que no entendemos',
    meaning: 'El formato de {entity} ha cambiado o falta un campo necesario.',
    fix: 'Actualice Monthend; envíenos la muestra anónima de los detalles.',
  },
  NUMBER_GAP: {
    title: 'Faltan números de factura',
    meaning: 'En la serie {series} no se han recibido {numbers}.',
    fix: 'Mire en {source}: ¿anulada, borrador o con fecha de otro mes? Anote el motivo.',
  },
  RECORD_DISAPPEARED: {
    title: 'Un documento ya no está en {source}',
    meaning: '{number} estaba en la última sincronización y ya no está.',
    fix: 'Confirme que se borró o anuló. Entonces lo revertimos en el mes abierto.',
  },
  CHANGED_AFTER_CLOSE: {
    title: 'Un mes cerrado ha cambiado en {source}',
    meaning: '{number} de {month} (cerrado) ha pasado de {old} a {new}.',
    fix: 'Acéptelo como regularización en {openMonth} o reabra {month} con un motivo.',
  },
  DRAFT_DOCUMENT: {
    title: 'Un documento sigue en borrador',
    meaning: '{number} no está aprobado en {source}, así que no cuenta.',
    fix: 'Apruébelo o bórrelo en {source}.',
  },
  CLIENT_MISSING: {
    title: 'Factura sin cliente',
    meaning: '{number} no nombra ningún contacto en {source}.',
    fix: 'Añada el contacto en {source} o elija aquí el cliente.',
  },
  CLIENT_NOT_IN_CRM: {
    title: 'El cliente no tiene ficha de alumno',
    meaning: 'Se facturó a {client}, pero no encontramos a nadie en {crm} con ese correo o identificador.',
    fix: 'Vincule al alumno correcto o márquelo como pagador de otra persona.',
  },
  PAYER_NOT_STUDENT: {
    title: 'Una empresa o un familiar paga por el alumno',
    meaning: '{payer} figura en la factura; el alumno es otra persona.',
    fix: 'Elija el alumno o los alumnos y cómo se reparte el importe.',
  },
  CLIENT_DUPLICATE_HARD: {
    title: 'El mismo cliente está dos veces',
    meaning: '{a} y {b} comparten {key}.',
    fix: 'Únalos; contratos e historia van juntos.',
  },
  CLIENT_DUPLICATE_SOFT: {
    title: 'Dos clientes se parecen',
    meaning: '{a} y {b} tienen el mismo nombre y teléfono, o casi el mismo correo.',
    fix: 'Únalos o márquelos como distintos.',
  },
  CLIENT_MISSING_EMAIL: {
    title: 'Cliente sin correo',
    meaning: 'No podemos emparejar a {client} con otros sistemas por el correo.',
    fix: 'Añada el correo en {source}.',
  },
  CLIENT_EMAIL_CONFLICT: {
    title: 'Dos sistemas no coinciden en el correo',
    meaning: '{source} dice {a}, {crm} dice {b}, para el mismo identificador.',
    fix: 'Elija el correcto; conservamos el vínculo.',
  },
  CLIENT_NAME_ONLY: {
    title: 'Emparejado solo por el nombre',
    meaning: '{client} se encontró por el nombre, no por correo ni identificador.',
    fix: 'Confirme o elija otro.',
  },
  SERVICE_UNKNOWN: {
    title: 'El producto no está configurado',
    meaning: 'La cuenta o el producto {key} de {number} no tiene aquí un servicio.',
    fix: 'Asígnelo una vez; todas esas líneas quedan arregladas.',
  },
  SERVICE_AMBIGUOUS: {
    title: 'El producto encaja en más de un servicio',
    meaning: '{key} encaja con {candidates}.',
    fix: 'Elija; guárdelo como regla si siempre vale.',
  },
  SERVICE_MIXED_INVOICE: {
    title: 'Una factura, varios servicios',
    meaning: '{number} tiene líneas de {services}.',
    fix: 'Confirme el reparto por líneas.',
  },
  SERVICE_TYPE_MISMATCH: {
    title: 'Curso y factura no encajan',
    meaning: 'El alumno está en {cohort} ({typeA}) pero la factura es de {service} ({typeB}).',
    fix: 'Corrija la matrícula o vincule de nuevo la factura.',
  },
  INVOICE_UNMATCHED: {
    title: 'La factura no pertenece a ningún contrato',
    meaning: '{number} ({amount}) no se pudo vincular a un contrato de {client}.',
    fix: 'Acepte el contrato propuesto, elija otro o cree uno.',
  },
  INVOICE_AMBIGUOUS: {
    title: 'La factura encaja en varios contratos',
    meaning: '{number} encaja con {candidates}.',
    fix: 'Elija el contrato.',
  },
  CONTRACT_WITHOUT_PERIOD: {
    title: 'Pagado, pero sin fechas de curso',
    meaning: 'En {contract} hay {net} facturados y ninguna matrícula.',
    fix: 'Matricule en {crm}, ponga aquí las fechas o confirme que el cliente se retiró.',
  },
  PERIOD_WITHOUT_CONTRACT: {
    title: 'En clase, pero sin factura',
    meaning: '{student} está en {cohort} desde el {start}; no hay factura.',
    fix: 'Factúrelo, vincule una factura o márquelo como plaza gratuita.',
  },
  CONTRACT_OVERLAP: {
    title: 'Dos contratos en curso del mismo servicio',
    meaning: '{client} tiene {a} y {b} en las mismas fechas.',
    fix: 'Deje ambos o únalos.',
  },
  STATUS_UNMAPPED: {
    title: 'Estado desconocido de {crm}',
    meaning: 'La palabra «{status}» no está en la lista de estados.',
    fix: 'Asígnela una vez.',
  },
  STATUS_CONFLICT: {
    title: 'Contrato y curso no coinciden',
    meaning: 'El contrato está {a}, la matrícula está {b}.',
    fix: 'Corrija el que esté mal.',
  },
  STATUS_DATE_MISSING: {
    title: 'Lo dejó, pero ¿qué día?',
    meaning: '{student}: {status}, sin fecha.',
    fix: 'Ponga el último día de clase.',
  },
  STATUS_DATE_SUSPECT: {
    title: 'La fecha de baja parece equivocada',
    meaning: 'La fecha {date} está en el futuro, antes del comienzo o es la del día de la sincronización.',
    fix: 'Confirme o corrija la fecha.',
  },
  DATES_MISSING: {
    title: 'Curso sin comienzo o final',
    meaning: 'A {cohort} le falta una fecha: {which}.',
    fix: 'Añádala en {crm}.',
  },
  DATES_REVERSED: {
    title: 'El final es anterior al comienzo',
    meaning: '{cohort}: del {start} al {end}.',
    fix: 'Corrija las fechas en {crm}.',
  },
  DATE_OUTSIDE_PERIOD: {
    title: 'Fecha fuera del mes',
    meaning: '{entity} tiene fecha {date}, fuera de {month}.',
    fix: 'Mire la fecha; contará en {otherMonth}.',
  },
  PERIOD_IMPLAUSIBLE: {
    title: 'Duración poco habitual',
    meaning: '{cohort} dura {days} días; lo habitual es {usual}.',
    fix: 'Confirme o corrija.',
  },
  PAUSE_TOO_LONG: {
    title: 'En pausa más de lo que permite la política',
    meaning: '{student} está en pausa desde el {from}; el límite de {limit} meses acabó el {date}.',
    fix: 'Decida: ampliar, terminar con devolución o sin ella.',
  },
  LATE_INVOICE: {
    title: 'Factura de meses ya cerrados',
    meaning: '{number} abarca {closedMonths}; {amount} va a {openMonth} como periodo anterior.',
    fix: 'Nada, o reabra el mes con un motivo.',
  },
  CURRENCY_MISMATCH: {
    title: 'Dos monedas en un contrato',
    meaning: 'Contrato en {a}, {number} en {b}.',
    fix: 'Pase la factura a un contrato en {b} o corrija la moneda.',
  },
  RATE_MISSING: {
    title: 'Falta el tipo de cambio',
    meaning: 'No hay cambio {pair} para {date}.',
    fix: 'Ponga el cambio o pídalo otra vez.',
  },
  NET_MISSING: {
    title: 'Solo un total con IVA',
    meaning: '{source} no dio el importe neto de {number}.',
    fix: 'Elija el tipo de IVA; repartimos el total.',
  },
  AMOUNT_MISMATCH: {
    title: 'Los importes no cuadran',
    meaning: '{a} es {x}, {b} es {y}.',
    fix: 'Abra ambos documentos; corrija el que esté mal.',
  },
  VAT_MISMATCH: {
    title: 'El IVA no corresponde al tipo',
    meaning: '{number}: {vat} indicado, {expected} esperado.',
    fix: 'Mire el tipo en {source}.',
  },
  NEGATIVE_TOTAL: {
    title: 'El contrato está por debajo de cero',
    meaning: 'Las facturas rectificativas superan a las facturas en {amount}.',
    fix: 'Busque la factura que falta o la rectificativa de más.',
  },
  CREDIT_WITHOUT_ORIGINAL: {
    title: 'Factura rectificativa sin su factura',
    meaning: '{number} ({amount}) no nombra ninguna factura conocida.',
    fix: 'Vincúlela a la factura que corrige.',
  },
  CREDIT_EXCEEDS_REMAINING: {
    title: 'La factura rectificativa es mayor que lo que queda',
    meaning: '{number} rectifica {amount}; solo quedan {remaining} por reconocer.',
    fix: 'Confirme que se revierte ingreso ya reconocido.',
  },
  ZERO_AMOUNT: {
    title: 'Factura de cero',
    meaning: '{number} es de 0,00.',
    fix: 'Confirme la plaza gratuita o corrija.',
  },
  AMOUNT_OUTLIER: {
    title: 'Importe poco habitual',
    meaning: '{number} es de {x}; lo habitual en {service} es {usual}.',
    fix: 'Confirme o corrija (suele ser una coma mal puesta).',
  },
  INVOICE_DUPLICATE_HARD: {
    title: 'La misma factura dos veces',
    meaning: '{number} ha llegado dos veces con identificadores distintos.',
    fix: 'Deje una; la otra se excluye.',
  },
  INVOICE_DUPLICATE_SOFT: {
    title: 'Quizá facturado dos veces',
    meaning: '{a} y {b}: mismo cliente, servicio e importe, con {days} días de diferencia.',
    fix: 'Confirme dos ventas o excluya una.',
  },
  OVER_RECOGNISED: {
    title: 'Más ingreso que precio',
    meaning: '{contract}: reconocido {x} de {y}.',
    fix: 'Recalcule; si sigue, envíe el diagnóstico.',
  },
  STALE_RUN: {
    title: 'Las periodificaciones son más antiguas que los datos',
    meaning: '{n} registros cambiaron después del cálculo.',
    fix: 'Recalcule el mes.',
  },
  PAID_FLAG_CONFLICT: {
    title: 'Marcada como pagada, pero queda importe',
    meaning: '{number} dice pagada; quedan {x}.',
    fix: 'Usamos el importe pendiente. Corrija la marca en {source}.',
  },
  DROP_UNDECIDED: {
    title: 'Dejó el curso: ¿qué pasa con el resto?',
    meaning: '{student} lo dejó el {date}; {amount} queda retenido hasta que alguien decida.',
    fix: 'Decida: devolución, sin devolución o traspaso.',
  },
  PERIOD_OVERLAP: {
    title: 'Dos matrículas de un contrato se solapan',
    meaning: '{student} está en {a} y {b} los mismos días; cada día cuenta una vez.',
    fix: 'Confirme o pase una matrícula a su propio contrato.',
  },
  PRICE_UNCONFIRMED: {
    title: 'Otra factura en un contrato en curso',
    meaning:
      '{number} ({amount}) sube el precio de {contract}, y nadie lo ha confirmado; su parte de meses cerrados va al primer mes abierto.',
    fix: 'Diga qué es: un plazo (ponga el precio completo), un extra o una segunda compra.',
  },
  AUTH_EXPIRED: {
    title: '{source} ya no acepta nuestra clave',
    meaning: 'No pudimos entrar en {source}. Nada de él se ha actualizado desde {lastGoodSync}.',
    fix: 'Abra Conexiones, pegue una clave nueva o entre otra vez, y ejecute de nuevo el paso.',
  },
  AUTH_FORBIDDEN: {
    title: '{source} niega parte de los datos',
    meaning: 'La clave funciona, pero no puede leer {what}.',
    fix: 'Pida al administrador de {source} que dé a la clave permiso de lectura de {what}.',
  },
  RATE_LIMITED: {
    title: '{source} nos ha pedido ir más despacio',
    meaning: 'Demasiadas peticiones. Esperamos y seguimos solos.',
    fix: 'Nada que hacer. Si se repite a diario, sincronice fuera del horario de oficina.',
  },
  RATE_LIMIT_EXHAUSTED: {
    title: '{source} nos detuvo antes de completar el paso',
    meaning: 'El cupo se agotó; llegaron {done} de {expected} registros.',
    fix: 'Espere hasta {resetAt} y reanude el paso; sigue donde se detuvo.',
  },
  SOURCE_UNAVAILABLE: {
    title: '{source} no responde',
    meaning: 'El servicio dio un fallo ({httpStatus}) tras {tries} intentos.',
    fix: 'Pruebe más tarde; consulte la página de estado de {source}.',
  },
  OFFLINE: {
    title: 'Este equipo no tiene conexión',
    meaning: 'No hay conexión a internet, así que no se ha actualizado nada.',
    fix: 'Compruebe la red o el proxy de la empresa y ejecute de nuevo.',
  },
  SOURCE_PARTIAL: {
    title: 'La lista de {source} parece cortada',
    meaning:
      'Recibimos exactamente {received} registros, que es el límite de página, o menos de los que {source} dice tener ({declared}).',
    fix: 'Ejecute de nuevo el paso; si se repite, sincronice un intervalo más corto.',
  },
  CONTROL_TOTAL_MISMATCH: {
    title: 'Los totales difieren de {source}',
    meaning: 'Nuestro total de {month} es {ours}; el informe de {source} dice {theirs}.',
    fix: 'Abra la lista de diferencias; suele ser un documento que falta, anulado o con otra fecha.',
  },
  TIE_OUT_FAILED: {
    title: 'Una comprobación no cuadra',
    meaning: '{check}: {left} frente a {right}.',
    fix: 'Abra la comprobación; los contratos que lista explican la diferencia.',
  },
  JOURNAL_UNBALANCED: {
    title: 'El diario no cuadra',
    meaning: 'Debe {d}, haber {c}.',
    fix: 'Recalcule; revise la asignación de cuentas.',
  },
  ACCOUNT_MISSING: {
    title: 'Falta una cuenta contable',
    meaning: '{service} no tiene cuenta de {kind}.',
    fix: 'Póngala una vez en Cuentas.',
  },
  PERIOD_LOCKED: {
    title: 'El mes está cerrado',
    meaning: '{who} cerró {month} el {when}.',
    fix: 'Trabaje en {openMonth} o reábralo con un motivo.',
  },
  FILE_IN_USE: {
    title: 'El libro está abierto en Excel',
    meaning: '{file} no se puede sustituir mientras está abierto.',
    fix: 'Ciérrelo o guarde con otro nombre.',
  },
  PAYMENT_UNMATCHED: {
    title: 'Dinero sin factura',
    meaning: '{amount} de {payer} del {date} no encaja con ninguna factura abierta.',
    fix: 'Elija la factura o déjelo como anticipo.',
  },
  PAYMENT_AMBIGUOUS: {
    title: 'El pago encaja con varias facturas',
    meaning: '{amount} encaja con {candidates}.',
    fix: 'Elija.',
  },
  PAYOUT_DIFFERENCE: {
    title: 'El abono bancario no cuadra',
    meaning: '{payout}: banco {x}, partes {y}.',
    fix: 'Busque una devolución, comisión o reserva que falte.',
  },
  OVERPAYMENT: {
    title: 'El cliente pagó de más',
    meaning: '{number}: pagado {x}, debido {y}.',
    fix: 'Devuélvalo o déjelo como saldo a favor.',
  },
};
