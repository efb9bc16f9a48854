/** Policies: what each is about, and what each choice of it means, as it is printed on the policy sheet. */
import type { Phrase } from '../phrase-book.ts';

export const POLICY_PHRASES_ES: readonly Phrase[] = [
  ['How a price is spread', 'Cómo se reparte un precio'],
  ['A pause with a known return', 'Una pausa con vuelta conocida'],
  ['How long a pause may last', 'Cuánto puede durar una pausa'],
  ['When a student leaves for good', 'Cuando un alumno se va definitivamente'],
  ['A credit note without a reason', 'Una factura rectificativa sin motivo'],
  ['A course that ends later', 'Un curso que termina más tarde'],
  ['A price agreed anew', 'Un precio acordado de nuevo'],
  ['Service before its invoice', 'Servicio antes de su factura'],
  ['When a stop is a transfer', 'Cuándo una interrupción es un traspaso'],
  ['Paid for, but no course dates yet', 'Pagado, pero aún sin fechas de curso'],

  [
    'The price is spread over the days of service, each day the same.',
    'El precio se reparte entre los días de servicio, cada día lo mismo.',
  ],
  [
    'Every month with service carries the same, however many days it has.',
    'Cada mes con servicio lleva lo mismo, tenga los días que tenga.',
  ],
  [
    'Full months carry the same; a month begun or ended midway carries its share of the days.',
    'Los meses completos llevan lo mismo; un mes empezado o terminado a medias lleva su parte según los días.',
  ],
  [
    'The first and the last month carry their share of the days; the months between them carry the same.',
    'El primer y el último mes llevan su parte según los días; los meses intermedios llevan lo mismo.',
  ],
  ['Every month counts 30 days.', 'Cada mes cuenta 30 días.'],
  [
    'A month begun counts whole; the last one only when service lasts to its end. Revenue comes slightly early.',
    'Un mes empezado cuenta entero; el último, solo si el servicio llega hasta su fin. Los ingresos se adelantan un poco.',
  ],
  ['Everything is revenue on the last day of the course.', 'Todo es ingreso el último día del curso.'],
  [
    'After a pause with a known return the course ends later by its length, and each day carries what it did; a pause decided otherwise keeps its own way.',
    'Tras una pausa con vuelta conocida el curso termina más tarde, según lo que duró, y cada día lleva lo mismo; una pausa decidida de otro modo conserva el suyo.',
  ],
  [
    'After a pause with a known return the course still ends on its day, and the days left carry more each; a pause decided otherwise keeps its own way.',
    'Tras una pausa con vuelta conocida el curso termina en su día, y los días que quedan llevan más cada uno; una pausa decidida de otro modo conserva el suyo.',
  ],
  [
    'A pause longer than 1 month, counted from the first day without service, is put to a person; nothing posts by itself.',
    'Una pausa de más de 1 mes, contado desde el primer día sin servicio, se consulta a una persona; nada se asienta solo.',
  ],
  [
    'A pause longer than {n} months, counted from the first day without service, is put to a person; nothing posts by itself.',
    'Una pausa de más de {n} meses, contados desde el primer día sin servicio, se consulta a una persona; nada se asienta solo.',
  ],
  [
    'A stop followed within 1 day by another enrolment in the same service is a transfer: the rest is spread over the new days.',
    'Una interrupción seguida en 1 día por otra matrícula en el mismo servicio es un traspaso: el resto se reparte en los nuevos días.',
  ],
  [
    'A stop followed within {n} days by another enrolment in the same service is a transfer: the rest is spread over the new days.',
    'Una interrupción seguida en {n} días por otra matrícula en el mismo servicio es un traspaso: el resto se reparte en los nuevos días.',
  ],
  [
    'The money of a paid contract without course dates is held from its first invoice, and the question about it is urgent from that day.',
    'El dinero de un contrato pagado sin fechas de curso se retiene desde su primera factura, y la pregunta es urgente desde ese día.',
  ],
  [
    'The money of a paid contract without course dates is held from its first invoice; the question about it is a notice for 1 day, and urgent in a month that ends later.',
    'El dinero de un contrato pagado sin fechas de curso se retiene desde su primera factura; la pregunta es un aviso durante 1 día, y urgente en un mes que termina después.',
  ],
  [
    'The money of a paid contract without course dates is held from its first invoice; the question about it is a notice for {n} days, and urgent in a month that ends later.',
    'El dinero de un contrato pagado sin fechas de curso se retiene desde su primera factura; la pregunta es un aviso durante {n} días, y urgente en un mes que termina después.',
  ],
  [
    'A credit note without a reason lowers the price from the first day; the difference is taken in the month of its date.',
    'Una factura rectificativa sin motivo baja el precio desde el primer día; la diferencia se recoge en el mes de su fecha.',
  ],
  [
    'A credit note without a reason lowers only what is still to be earned.',
    'Una factura rectificativa sin motivo baja solo lo que queda por devengar.',
  ],
  [
    'A later end spreads what is left over the new days, from the first month open when the change arrived.',
    'Un final posterior reparte lo que queda en los nuevos días, desde el primer mes abierto cuando llegó el cambio.',
  ],
  [
    'A later end counts from the first day; the difference is taken in the month open when the change arrived.',
    'Un final posterior cuenta desde el primer día; la diferencia se recoge en el mes abierto cuando llegó el cambio.',
  ],
  [
    'A price agreed anew while the course runs spreads the difference over the days left, from the day it holds.',
    'Un precio acordado de nuevo durante el curso reparte la diferencia en los días que quedan, desde el día en que vale.',
  ],
  [
    'A price agreed anew while the course runs counts from the first day of the course; the difference is taken in the month it holds from.',
    'Un precio acordado de nuevo durante el curso cuenta desde el primer día del curso; la diferencia se recoge en el mes desde el que vale.',
  ],
  [
    'Service given before its invoice is revenue, shown as a contract asset.',
    'El servicio prestado antes de su factura es ingreso y figura como activo por contrato.',
  ],
  ['Revenue never runs ahead of what was invoiced.', 'Los ingresos nunca se adelantan a lo facturado.'],
  [
    'Who leaves for good is not asked about: nothing is refunded, and what was paid and not taught is breakage on the day after the last class.',
    'Por quien se va definitivamente no se pregunta: no se devuelve nada, y lo pagado y no impartido es ingreso el día después de la última clase.',
  ],
  [
    'Who leaves for good keeps the rest on hold until a person decides: refund, no refund, or transfer.',
    'De quien se va definitivamente, el resto queda retenido hasta que una persona decida: devolución, sin devolución o traspaso.',
  ],

  [
    'The first day of service counts. Who stops is served to the last day of class; the day after it is the first without service.',
    'El primer día de servicio cuenta. Quien lo deja recibe servicio hasta el último día de clase; el siguiente es el primero sin servicio.',
  ],
  [
    'Amounts are rounded once, cumulatively, half away from zero: a month is what is earned to its end less what was earned before.',
    'Los importes se redondean una vez, de forma acumulada, con el medio céntimo alejándose de cero: un mes es lo devengado hasta su fin menos lo devengado antes.',
  ],
  [
    'What becomes known about a closed month is taken in the first open one, on a line of its own; where that would mislead, the latest closed month is opened again instead, with a reason, and closed anew.',
    'Lo que se sabe de un mes cerrado se recoge en el primero abierto, en línea aparte; donde eso confundiría, se reabre en su lugar el último mes cerrado, con un motivo, y se cierra de nuevo.',
  ],
  [
    'A price that corrects a wrong one holds from the first day; open months follow it, closed ones are caught up.',
    'Un precio que corrige otro equivocado vale desde el primer día; los meses abiertos lo siguen y los cerrados se regularizan.',
  ],
  [
    'A policy counts for whole months: chosen in the middle of one, it counts from its first day. Closed months keep what held in them.',
    'Una política cuenta por meses enteros: elegida a mitad de uno, cuenta desde su primer día. Los meses cerrados conservan lo que valía en ellos.',
  ],
  [
    'Amounts in another currency carry the rate of their own document until they are earned, the oldest first. No source states month-end rates: what is earned beyond its invoices in another currency is held until a document states one, and receivables are re-measured in the books.',
    'Los importes en otra moneda llevan el cambio de su propio documento hasta que se devengan, primero los más antiguos. Ningún sistema indica cambios de fin de mes: lo devengado por encima de lo facturado en otra moneda se retiene hasta que un documento indique uno, y las cuentas a cobrar se revalúan en la contabilidad.',
  ],
  [
    'Not worked out here: financing in prepayments over a year, costs to obtain a contract, onerous contracts, expected refunds in a guarantee period.',
    'No se calcula aquí: la financiación en pagos anticipados a más de un año, los costes de obtener un contrato, los contratos onerosos y las devoluciones previstas en un plazo de garantía.',
  ],
  ['As the company has it.', 'Como la tiene la empresa.'],
  [
    'No account is chosen for breakage yet; the journal waits for one.',
    'Aún no se ha elegido cuenta para lo pagado y no usado; el diario espera una.',
  ],
  [
    'What is owed although no service follows is posted to account {account}, apart from the revenue of courses.',
    'Lo debido aunque no siga servicio se asienta en la cuenta {account}, aparte de los ingresos de los cursos.',
  ],
  ['{title}, from {month} on', '{title}, desde {month}'],
  [
    'It counts from {month}. The months before it go on with what holds now; what they would have carried differently comes in {monthB} as catch-up.',
    'Cuenta desde {month}. Los meses anteriores siguen con lo que vale ahora; lo que habrían llevado de otro modo entra en {monthB} como regularización.',
  ],
  [
    'It counts from {month}, the first open month. No month is closed yet.',
    'Cuenta desde {month}, el primer mes abierto. Aún no hay ningún mes cerrado.',
  ],
  [
    'It counts from {month}. Months up to {monthB} are closed and keep what they carry; what they would have carried differently comes in {monthC} as prior-period.',
    'Cuenta desde {month}. Los meses hasta {monthB} están cerrados y conservan lo que llevan; lo que habrían llevado de otro modo entra en {monthC} como periodos anteriores.',
  ],
  [
    '{month} has begun already: the choice counts for the whole of it, from its first day.',
    '{month} ya ha empezado: la elección cuenta para todo el mes, desde su primer día.',
  ],
  [
    'A policy counts for whole months, from the first day.',
    'Una política cuenta por meses enteros, desde el primer día.',
  ],
  [
    'It takes the place of what was to hold from {month}: {sentence+}',
    'Sustituye a lo que iba a valer desde {month}: {sentence+}',
  ],
  [
    'No contract is touched: no pause with a known return is left to this policy. A pause that was decided in its own way keeps it.',
    'No afecta a ningún contrato: ninguna pausa con vuelta conocida depende de esta política. Una pausa decidida a su manera la conserva.',
  ],
  [
    'No contract is touched: no price that was agreed anew is left to this policy. One that was decided in its own way keeps it.',
    'No afecta a ningún contrato: ningún precio acordado de nuevo depende de esta política. El decidido a su manera la conserva.',
  ],
  [
    'No contract is touched: no credit note without a reason came while its course was running.',
    'No afecta a ningún contrato: ninguna factura rectificativa sin motivo llegó durante su curso.',
  ],
  [
    'No contract is touched: no course that is running was moved to a later end.',
    'No afecta a ningún contrato: ningún curso en marcha pasó a terminar más tarde.',
  ],
  [
    'No contract is touched: nothing was taught before its invoice.',
    'No afecta a ningún contrato: nada se impartió antes de su factura.',
  ],
  [
    'No contract is touched: the limit only says when a pause is asked about.',
    'No afecta a ningún contrato: el límite solo dice cuándo se pregunta por una pausa.',
  ],
  [
    'No contract is touched: nobody who left is waiting for an answer.',
    'No afecta a ningún contrato: nadie que se fue espera una respuesta.',
  ],
  [
    'No money moves: the days of grace say when the question is urgent, not what is held.',
    'No se mueve dinero: los días de gracia dicen cuándo la pregunta es urgente, no qué se retiene.',
  ],
  [
    'Running contracts are spread anew from their first day; a method is chosen once and kept.',
    'Los contratos en curso se reparten de nuevo desde su primer día; un método se elige una vez y se mantiene.',
  ],
  ['Revenue comes earlier than service is given.', 'Los ingresos llegan antes que el servicio.'],
  ['Nothing is revenue before a course has ended.', 'Nada es ingreso antes de que termine un curso.'],
  [
    'Only what is paid is released; what is still owed stays deferred until it is credited.',
    'Solo se imputa lo pagado; lo que aún se debe sigue anticipado hasta que se rectifique.',
  ],
  [
    'Documents and enrolments are matched again with the new window.',
    'Los documentos y las matrículas se emparejan de nuevo con el nuevo plazo.',
  ],
  [
    'Right where a price corrects what was wrong from the start; what is agreed for what is still to come is usually spread over it.',
    'Es lo correcto cuando un precio corrige lo que estaba mal desde el principio; lo que se acuerda para lo que queda suele repartirse en ello.',
  ],
  [
    'No contract is touched today; it holds for those to come.',
    'Hoy no afecta a ningún contrato; vale para los que vengan.',
  ],
  ['1 contract comes out otherwise.', '1 contrato sale de otro modo.'],
  ['{n} contracts come out otherwise.', '{n} contratos salen de otro modo.'],
  [
    '1 question about missing course dates would be urgent at once.',
    '1 pregunta sobre fechas de curso que faltan sería urgente de inmediato.',
  ],
  [
    '{n} questions about missing course dates would be urgent at once.',
    '{n} preguntas sobre fechas de curso que faltan serían urgentes de inmediato.',
  ],
  [
    '1 question about missing course dates would be a notice for now.',
    '1 pregunta sobre fechas de curso que faltan sería por ahora un aviso.',
  ],
  [
    '{n} questions about missing course dates would be a notice for now.',
    '{n} preguntas sobre fechas de curso que faltan serían por ahora un aviso.',
  ],
  [
    'No question about missing course dates is as old as that: none becomes more or less urgent today.',
    'Ninguna pregunta sobre fechas de curso que faltan tiene tanta antigüedad: hoy ninguna pasa a ser más o menos urgente.',
  ],
  [
    'A policy counts for whole months, and "{text}" is none.',
    'Una política cuenta por meses enteros, y «{text}» no lo es.',
  ],
  [
    'A month worked out by two policies could be checked by nobody.',
    'Un mes calculado con dos políticas no lo podría comprobar nadie.',
  ],
  ['Choose {month}, the whole of it, or {monthB}.', 'Elija {month}, entero, o {monthB}.'],
  [
    '{month} is closed: a policy begins with an open month, and the first is {monthB}.',
    '{month} está cerrado: una política empieza en un mes abierto, y el primero es {monthB}.',
  ],
  [
    'Choose it from {month} on; what the closed months would have carried differently comes there.',
    'Elíjala desde {month}; lo que los meses cerrados habrían llevado de otro modo entra ahí.',
  ],
  [
    'Which enrolments belong together is settled once for all months, so this cannot begin in a later one.',
    'Qué matrículas van juntas se decide una vez para todos los meses, así que esto no puede empezar en uno posterior.',
  ],
  [
    'Choose it from {month} on, or wait until {monthB} is the first open month.',
    'Elíjala desde {month}, o espere a que {monthB} sea el primer mes abierto.',
  ],
  ['{month} is too far ahead to plan a policy for.', '{month} está demasiado lejos para prever una política.'],
  ['Choose a month up to {month}.', 'Elija un mes hasta {month}.'],
];
