/** The comparison with the old system: what it did in a month, and what was wrong with it. */
import type { Phrase } from '../phrase-book.ts';

export const PARITY_PHRASES_ES: readonly Phrase[] = [
  ['knew no contract', 'no conocía ningún contrato'],
  ['not looked at: the first invoice came later', 'no lo miró: la primera factura llegó después'],
  ['not looked at: it counted as settled', 'no lo miró: lo daba por liquidado'],
  ['not looked at: invoiced in an earlier year', 'no lo miró: facturado en un año anterior'],
  ['nothing: it counted as complete', 'nada: lo daba por completo'],
  ['nothing was left', 'no quedaba nada'],
  ['posted all of a negative amount', 'asentó entero un importe negativo'],
  ['nothing: canceled, with a stay that runs or ended', 'nada: cancelado, con una estancia en curso o terminada'],
  ['posted all at once: canceled', 'asentó todo de una vez: cancelado'],
  ['stopped at what the pages said', 'se detuvo en lo que decían las páginas'],
  ['waited: not in the pages yet', 'esperó: aún no estaba en las páginas'],
  ['posted all: not in the pages', 'asentó todo: no estaba en las páginas'],
  ['posted all: the pages did not answer', 'asentó todo: las páginas no respondieron'],
  ['posted all: dropped in the pages', 'asentó todo: baja en las páginas'],
  ['posted all: ended in the pages', 'asentó todo: terminado en las páginas'],
  ['waited for a date in the pages', 'esperó una fecha en las páginas'],
  ['nothing: a status in the pages without a date', 'nada: un estado en las páginas sin fecha'],
  ['nothing: the pages say that it goes on', 'nada: las páginas dicen que continúa'],
  ['posted all: invoiced long after the course', 'asentó todo: facturado mucho después del curso'],
  ['posted by sessions', 'asentó por sesiones'],
  ['posted the rest: its sessions were used up', 'asentó el resto: sus sesiones se agotaron'],
  ['posted the sessions up to the pause', 'asentó las sesiones hasta la pausa'],
  ['nothing: paused', 'nada: en pausa'],
  ['posted all: paused for three months', 'asentó todo: tres meses en pausa'],
  ['posted all: dropped', 'asentó todo: baja'],
  ['posted all: ended', 'asentó todo: terminado'],
  ['posted all: an income share was invoiced', 'asentó todo: se facturó una participación en ingresos'],
  ['nothing: no stay in the month', 'nada: sin estancia en el mes'],

  [
    'It counted against 60 sessions for every service, whatever this course has.',
    'Contaba sobre 60 sesiones en todos los servicios, tuviera las que tuviera este curso.',
  ],
  [
    'It rounded each month to whole sessions, and the months do not add up.',
    'Redondeaba cada mes a sesiones enteras, y los meses no suman el total.',
  ],
  ['A course that was over already was not looked at again.', 'Un curso ya terminado no se volvía a mirar.'],
  [
    'Pages that did not answer counted as a student who had left.',
    'Las páginas que no respondían contaban como un alumno que se había ido.',
  ],
  [
    'A student missing from the pages counted as departed, and everything was posted.',
    'Un alumno que faltaba en las páginas contaba como ido, y se asentaba todo.',
  ],
  [
    'A canceled contract was posted whole in whatever month was worked first.',
    'Un contrato cancelado se asentaba entero en el primer mes que se calculara.',
  ],
  ['It posted amounts with tax.', 'Asentaba importes con impuestos.'],
  ['It took amounts in another currency as they stood.', 'Tomaba tal cual los importes en otra moneda.'],
  ['A credit note after completion counted twice.', 'Una factura rectificativa posterior al final contaba dos veces.'],
  ['An invoice after completion was never posted.', 'Una factura posterior al final no se asentaba nunca.'],
  [
    'A line of the same day stopped the posting, and the contract counted as complete.',
    'Una línea del mismo día detenía el asiento, y el contrato contaba como completo.',
  ],
  [
    'In a month with a pause it wrote off the whole month and posted a part.',
    'En un mes con pausa descontaba el mes entero y asentaba una parte.',
  ],
  ['Of several stays only one counted in a month.', 'De varias estancias solo contaba una en un mes.'],
  ['It never caught up the months before an invoice.', 'Nunca regularizaba los meses anteriores a una factura.'],
  [
    'A credit note without its usual number or origin was added.',
    'Una factura rectificativa sin su número u origen habitual se sumaba.',
  ],
  ['The first line of a document decided about all its lines.', 'La primera línea de un documento decidía por todas.'],
  [
    'All contracts of a client for one service were one.',
    'Todos los contratos de un cliente para un servicio eran uno.',
  ],
  ['It did not round to cents.', 'No redondeaba a céntimos.'],
  [
    'A credit note was not measured against what was earned by then.',
    'Una factura rectificativa no se medía con lo devengado hasta entonces.',
  ],
  [
    'A student who left was posted whole at once, without a decision.',
    'Un alumno que se iba se asentaba entero de una vez, sin decisión.',
  ],
  [
    'Three months of pause were taken for a departure, and a return earned nothing.',
    'Tres meses de pausa se tomaban por una baja, y una vuelta no devengaba nada.',
  ],
  [
    'It knew the status of today only, dated by the last edit.',
    'Solo conocía el estado de hoy, con la fecha de la última edición.',
  ],
  [
    'A status without a date, or in unknown words, was taken as running or left aside.',
    'Un estado sin fecha, o con palabras desconocidas, se tomaba como en curso o se dejaba aparte.',
  ],
  [
    'It had no closed months: what is corrected here in an open month stood in an earlier one there.',
    'No tenía meses cerrados: lo que aquí se corrige en un mes abierto allí estaba en uno anterior.',
  ],
  [
    'Any invoice of an income share posted the whole contract.',
    'Cualquier factura de participación en ingresos asentaba el contrato entero.',
  ],
  [
    'This app holds the contract until a question is answered; the old one did not ask.',
    'Esta aplicación retiene el contrato hasta que se responde una pregunta; la antigua no preguntaba.',
  ],
  [
    'A person decided this here; the old system could not be told.',
    'Una persona lo decidió aquí; al sistema antiguo no se le podía decir.',
  ],
];
