/** The kinds of issues in Spanish: title, meaning and fix. Braces are filled from the details, as in the taxonomy itself. */
type Sentences = readonly [title: string, meaning: string, fix: string];

export const KINDS_ES: Readonly<Record<string, Sentences | undefined>> = {
  RESPONSE_CHANGED: [
    '{source} ha enviado datos que no entendemos',
    'El formato de {entity} ha cambiado o falta un campo necesario.',
    'Actualiza Monthend; envíanos la muestra anónima de los detalles.',
  ],
  NUMBER_GAP: [
    'Faltan números de factura',
    'En la serie {series} no se han recibido {numbers}.',
    'Mira en {source}: ¿anulada, borrador o con fecha de otro mes? Anota el motivo.',
  ],
  RECORD_DISAPPEARED: [
    'Un documento ya no está en {source}',
    '{number} estaba en la última sincronización y ya no está.',
    'Confirma que se borró o anuló. Entonces lo revertimos en el mes abierto.',
  ],
  CHANGED_AFTER_CLOSE: [
    'Un mes cerrado ha cambiado en {source}',
    '{number} de {month} (cerrado) ha pasado de {old} a {new}.',
    'Acéptalo como regularización en {openMonth} o reabre {month} con un motivo.',
  ],
  DRAFT_DOCUMENT: [
    'Un documento sigue en borrador',
    '{number} no está aprobado en {source}, así que no cuenta.',
    'Apruébalo o bórralo en {source}.',
  ],
  CLIENT_MISSING: [
    'Factura sin cliente',
    '{number} no nombra ningún contacto en {source}.',
    'Añade el contacto en {source} o elige aquí el cliente.',
  ],
  CLIENT_NOT_IN_CRM: [
    'El cliente no tiene ficha de alumno',
    'Se facturó a {client}, pero no encontramos a nadie en {crm} con ese correo o identificador.',
    'Vincula al alumno correcto o márcalo como pagador de otra persona.',
  ],
  PAYER_NOT_STUDENT: [
    'Una empresa o un familiar paga por el alumno',
    '{payer} figura en la factura; el alumno es otra persona.',
    'Elige el alumno o los alumnos y cómo se reparte el importe.',
  ],
  CLIENT_DUPLICATE_HARD: [
    'El mismo cliente está dos veces',
    '{a} y {b} comparten {key}.',
    'Únelos; contratos e historia van juntos.',
  ],
  CLIENT_DUPLICATE_SOFT: [
    'Dos clientes se parecen',
    '{a} y {b} tienen el mismo nombre y teléfono, o casi el mismo correo.',
    'Únelos o márcalos como distintos.',
  ],
  CLIENT_MISSING_EMAIL: [
    'Cliente sin correo',
    'No podemos emparejar a {client} con otros sistemas por el correo.',
    'Añade el correo en {source}.',
  ],
  CLIENT_EMAIL_CONFLICT: [
    'Dos sistemas no coinciden en el correo',
    '{source} dice {a}, {crm} dice {b}, para el mismo identificador.',
    'Elige el correcto; conservamos el vínculo.',
  ],
  CLIENT_NAME_ONLY: [
    'Emparejado solo por el nombre',
    '{client} se encontró por el nombre, no por correo ni identificador.',
    'Confirma o elige otro.',
  ],
  SERVICE_UNKNOWN: [
    'El producto no está configurado',
    'La cuenta o el producto {key} de {number} no tiene aquí un servicio.',
    'Asígnalo una vez; todas esas líneas quedan arregladas.',
  ],
  SERVICE_AMBIGUOUS: [
    'El producto encaja en más de un servicio',
    '{key} encaja con {candidates}.',
    'Elige; guárdalo como regla si siempre vale.',
  ],
  SERVICE_MIXED_INVOICE: [
    'Una factura, varios servicios',
    '{number} tiene líneas de {services}.',
    'Confirma el reparto por líneas.',
  ],
  SERVICE_TYPE_MISMATCH: [
    'Curso y factura no encajan',
    'El alumno está en {cohort} ({typeA}) pero la factura es de {service} ({typeB}).',
    'Corrige la matrícula o vincula de nuevo la factura.',
  ],
  INVOICE_UNMATCHED: [
    'La factura no pertenece a ningún contrato',
    '{number} ({amount}) no se pudo vincular a un contrato de {client}.',
    'Acepta el contrato propuesto, elige otro o crea uno.',
  ],
  INVOICE_AMBIGUOUS: [
    'La factura encaja en varios contratos',
    '{number} encaja con {candidates}.',
    'Elige el contrato.',
  ],
  CONTRACT_WITHOUT_PERIOD: [
    'Pagado, pero sin fechas de curso',
    'En {contract} hay {net} facturados y ninguna matrícula.',
    'Matricula en {crm}, pon aquí las fechas o confirma que el cliente se retiró.',
  ],
  PERIOD_WITHOUT_CONTRACT: [
    'En clase, pero sin factura',
    '{student} está en {cohort} desde el {start}; no hay factura.',
    'Factúralo, vincula una factura o márcalo como plaza gratuita.',
  ],
  CONTRACT_OVERLAP: [
    'Dos contratos en curso del mismo servicio',
    '{client} tiene {a} y {b} en las mismas fechas.',
    'Deja ambos o únelos.',
  ],
  STATUS_UNMAPPED: [
    'Estado desconocido de {crm}',
    'La palabra «{status}» no está en la lista de estados.',
    'Asígnala una vez.',
  ],
  STATUS_CONFLICT: [
    'Contrato y curso no coinciden',
    'El contrato está {a}, la matrícula está {b}.',
    'Corrige el que esté mal.',
  ],
  STATUS_DATE_MISSING: ['Lo dejó, pero ¿qué día?', '{student}: {status}, sin fecha.', 'Pon el último día de clase.'],
  STATUS_DATE_SUSPECT: [
    'La fecha de baja parece equivocada',
    'La fecha {date} está en el futuro, antes del comienzo o es la del día de la sincronización.',
    'Confirma o corrige la fecha.',
  ],
  DATES_MISSING: ['Curso sin comienzo o final', 'A {cohort} le falta una fecha: {which}.', 'Añádela en {crm}.'],
  DATES_REVERSED: [
    'El final es anterior al comienzo',
    '{cohort}: del {start} al {end}.',
    'Corrige las fechas en {crm}.',
  ],
  DATE_OUTSIDE_PERIOD: [
    'Fecha fuera del mes',
    '{entity} tiene fecha {date}, fuera de {month}.',
    'Mira la fecha; contará en {otherMonth}.',
  ],
  PERIOD_IMPLAUSIBLE: [
    'Duración poco habitual',
    '{cohort} dura {days} días; lo habitual es {usual}.',
    'Confirma o corrige.',
  ],
  PAUSE_TOO_LONG: [
    'En pausa más de lo que permite la norma',
    '{student} está en pausa desde el {from}; el límite de {limit} meses acabó el {date}.',
    'Decide: ampliar, terminar con devolución o sin ella.',
  ],
  LATE_INVOICE: [
    'Factura de meses ya cerrados',
    '{number} abarca {closedMonths}; {amount} va a {openMonth} como periodo anterior.',
    'Nada, o reabre el mes con un motivo.',
  ],
  CURRENCY_MISMATCH: [
    'Dos monedas en un contrato',
    'Contrato en {a}, {number} en {b}.',
    'Pasa la factura a un contrato en {b} o corrige la moneda.',
  ],
  RATE_MISSING: ['Falta el tipo de cambio', 'No hay cambio {pair} para {date}.', 'Pon el cambio o pídelo otra vez.'],
  NET_MISSING: [
    'Solo un total con IVA',
    '{source} no dio el importe neto de {number}.',
    'Elige el tipo de IVA; repartimos el total.',
  ],
  AMOUNT_MISMATCH: [
    'Los importes no cuadran',
    '{a} es {x}, {b} es {y}.',
    'Abre ambos documentos; corrige el que esté mal.',
  ],
  VAT_MISMATCH: [
    'El IVA no corresponde al tipo',
    '{number}: {vat} indicado, {expected} esperado.',
    'Mira el tipo en {source}.',
  ],
  NEGATIVE_TOTAL: [
    'El contrato está por debajo de cero',
    'Los abonos superan a las facturas en {amount}.',
    'Busca la factura que falta o el abono de más.',
  ],
  CREDIT_WITHOUT_ORIGINAL: [
    'Abono sin su factura',
    '{number} ({amount}) no nombra ninguna factura conocida.',
    'Vincúlalo a la factura que corrige.',
  ],
  CREDIT_EXCEEDS_REMAINING: [
    'El abono es mayor que lo que queda',
    '{number} abona {amount}; solo quedan {remaining} por reconocer.',
    'Confirma que se revierte ingreso ya reconocido.',
  ],
  ZERO_AMOUNT: ['Factura de cero', '{number} es de 0,00.', 'Confirma la plaza gratuita o corrige.'],
  AMOUNT_OUTLIER: [
    'Importe poco habitual',
    '{number} es de {x}; lo habitual en {service} es {usual}.',
    'Confirma o corrige (suele ser una coma mal puesta).',
  ],
  INVOICE_DUPLICATE_HARD: [
    'La misma factura dos veces',
    '{number} ha llegado dos veces con identificadores distintos.',
    'Deja una; la otra se excluye.',
  ],
  INVOICE_DUPLICATE_SOFT: [
    'Quizá facturado dos veces',
    '{a} y {b}: mismo cliente, servicio e importe, con {days} días de diferencia.',
    'Confirma dos ventas o excluye una.',
  ],
  OVER_RECOGNISED: [
    'Más ingreso que precio',
    '{contract}: reconocido {x} de {y}.',
    'Recalcula; si sigue, envía el diagnóstico.',
  ],
  STALE_RUN: [
    'Las periodificaciones son más antiguas que los datos',
    '{n} registros cambiaron después del cálculo.',
    'Recalcula el mes.',
  ],
  PAID_FLAG_CONFLICT: [
    'Marcada como pagada, pero queda importe',
    '{number} dice pagada; quedan {x}.',
    'Usamos el importe pendiente. Corrige la marca en {source}.',
  ],
  DROP_UNDECIDED: [
    'Dejó el curso: ¿qué pasa con el resto?',
    '{student} lo dejó el {date}; {amount} queda retenido hasta que alguien decida.',
    'Decide: devolución, sin devolución o traspaso.',
  ],
  PERIOD_OVERLAP: [
    'Dos matrículas de un contrato se solapan',
    '{student} está en {a} y {b} los mismos días; cada día cuenta una vez.',
    'Confirma o pasa una matrícula a su propio contrato.',
  ],
  PRICE_UNCONFIRMED: [
    'Otra factura en un contrato en curso',
    '{number} ({amount}) sube el precio de {contract}, y nadie lo ha confirmado; su parte de meses cerrados va al primer mes abierto.',
    'Di qué es: un plazo (pon el precio completo), un extra o una segunda compra.',
  ],
};

/** The answers to an issue, as the engine words them. */
export const ANSWERS_ES: Readonly<Record<string, string | undefined>> = {
  'Map it to a service, once for all such lines': 'Asignarlo a un servicio, una vez para todas esas líneas',
  'It is no course: leave such lines out': 'No es un curso: dejar fuera esas líneas',
  'Say once what this word means': 'Decir una vez qué significa esta palabra',
  'It is a contract of its own': 'Es un contrato propio',
  'Name a document of the contract it belongs to': 'Elegir el contrato al que pertenece',
  'It belongs to no contract': 'No pertenece a ningún contrato',
  'They are one person: merge them': 'Son la misma persona: unirlos',
  'They are two people': 'Son dos personas',
  'It is this person': 'Es esta persona',
  'It is somebody else': 'Es otra persona',
  'Say which student it is for': 'Decir para qué alumno es',
  'The payer is the student': 'El pagador es el alumno',
  'Say whose document it is': 'Decir de quién es el documento',
  'Enter the first and last day of the course': 'Poner el primer y el último día del curso',
  'The client withdrew; nothing is refunded': 'El cliente se retiró; no se devuelve nada',
  'Enter the last day of class': 'Poner el último día de clase',
  'The date is right': 'La fecha es correcta',
  'Enter the first and last day': 'Poner el primer y el último día',
  'Nothing is refunded': 'No se devuelve nada',
  'Part of it is refunded': 'Se devuelve una parte',
  'The student comes back': 'El alumno vuelve',
  'It is part of the price': 'Es parte del precio',
  'Enter the whole price': 'Poner el precio completo',
  'It is a second purchase': 'Es una segunda compra',
  'It is the same document: leave it out': 'Es el mismo documento: dejarlo fuera',
  'Both count': 'Ambos cuentan',
  'They are two sales': 'Son dos ventas',
  'It is the same sale: leave it out': 'Es la misma venta: dejarla fuera',
  'It was deleted or voided': 'Se borró o se anuló',
  'Choose the VAT rate': 'Elegir el tipo de IVA',
  'Enter the rate': 'Poner el cambio',
  'Enter the days of the course that was bought': 'Poner los días del curso comprado',
  'The enrolment has nothing to do with it': 'La matrícula no tiene nada que ver',
  'It is a payer, or is not in the CRM on purpose': 'Es un pagador, o no está en el CRM a propósito',
  'Choose the contract it belongs to': 'Elegir el contrato al que pertenece',
  'It is right as it is': 'Está bien como está',
};
