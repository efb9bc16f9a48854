/** What is not there or does not fit (things of the ledger, settings, files), and what the app says about itself. */
import type { Phrase } from '../phrase-book.ts';

export const APP_PHRASES_ES: readonly Phrase[] = [
  // Things of the ledger.
  ['There is no {what} {n}.', 'No existe: {what} {n}.'],
  [
    'Look it up in its list: an undo may have taken it away, and the next sync brings it back under another number.',
    'Búsquelo en su lista: puede que un deshacer lo retirara, y la próxima sincronización lo trae con otro número.',
  ],
  ['This figure is not in the report any more.', 'Esta cifra ya no está en el informe.'],
  ['Open the report again and choose the figure there.', 'Abra de nuevo el informe y elija allí la cifra.'],
  ['There is no service "{name}" in this ledger.', 'No hay ningún servicio «{name}» en este libro.'],
  ['Choose one of the services listed.', 'Elija uno de los servicios de la lista.'],
  ['There is no contract {n}.', 'No existe el contrato {n}.'],
  ['Choose it from the list of contracts.', 'Elíjalo en la lista de contratos.'],
  ['There is no connection called "{name}".', 'No hay ninguna conexión llamada «{name}».'],
  ['Choose one of: {names}.', 'Elija entre: {names}.'],
  ['"{text}" is not a day of the calendar.', '«{text}» no es un día del calendario.'],
  ['Write days such as {day}.', 'Escriba días como {day}.'],

  // Settings and people.
  ['The company needs a name.', 'La empresa necesita un nombre.'],
  ['It stands on every workpaper.', 'Figura en cada papel de trabajo.'],
  ['Write the name as it should be printed.', 'Escriba el nombre como deba imprimirse.'],
  ['"{zone}" is no time zone that this computer knows.', '«{zone}» no es una zona horaria que este equipo conozca.'],
  ['It decides which day is today in the books.', 'Decide qué día es hoy en la contabilidad.'],
  ['Use the name of a place, such as Europe/Madrid.', 'Use el nombre de un lugar, como Europe/Madrid.'],
  ['"{code}" is no currency.', '«{code}» no es una moneda.'],
  ['"{zone}" is no time zone.', '«{zone}» no es una zona horaria.'],
  [
    'Use a currency such as EUR, and a zone such as Europe/Madrid.',
    'Use una moneda como EUR y una zona como Europe/Madrid.',
  ],
  ['This ledger already belongs to {name}.', 'Este libro ya pertenece a {name}.'],
  [
    'Choose another file for another company: each has its own ledger.',
    'Elija otro archivo para otra empresa: cada una tiene su propio libro.',
  ],
  ['Somebody who works here needs a name.', 'Quien trabaja aquí necesita un nombre.'],
  ['It stands beside every signature.', 'Figura junto a cada firma.'],

  // Files.
  ['There is no backup "{file}" of this ledger.', 'No hay ninguna copia «{file}» de este libro.'],
  ['Choose one from the list of backups.', 'Elija una de la lista de copias.'],
  ['The backup {file} could not be opened: {why+}', 'La copia {file} no se pudo abrir: {why+}'],
  ['The backup {file} did not pass its check: {why}', 'La copia {file} no superó la comprobación: {why}'],
  ['Choose another backup.', 'Elija otra copia.'],
  ['{path} is a database of another program.', '{path} es una base de datos de otro programa.'],
  ['Choose another file; this one was left untouched.', 'Elija otro archivo; este no se ha tocado.'],
  [
    '{path} was written by a newer Monthend (ledger version {n}, this app knows {nB}).',
    '{path} lo escribió un Monthend más reciente (versión {n} del libro; esta aplicación conoce la {nB}).',
  ],
  [
    'Update Monthend, or open a backup made before the update.',
    'Actualice Monthend, o abra una copia hecha antes de la actualización.',
  ],
  ['The file was left untouched.', 'El archivo no se ha tocado.'],
  ['{path} is damaged or no ledger at all.', '{path} está dañado o no es un libro.'],
  ['{path} is damaged: {why}.', '{path} está dañado: {why}.'],
  [
    'Restore the latest backup beside it, or choose another file.',
    'Restaure la última copia que hay a su lado, o elija otro archivo.',
  ],
  ['Another program is writing to {path}.', 'Otro programa está escribiendo en {path}.'],
  ['Wait until it is done, or close it, then try again.', 'Espere a que termine, o ciérrelo, y pruebe de nuevo.'],
  ['The folder of {path} does not exist.', 'La carpeta de {path} no existe.'],
  ['Make the folder, or choose another place for the ledger.', 'Cree la carpeta, o elija otro lugar para el libro.'],
  ['Make the folder, or choose another place.', 'Cree la carpeta, o elija otro lugar.'],
  ['The folder of the ledger, {folder}, is not there.', 'La carpeta del libro, {folder}, no está.'],
  [
    'If it lies on another disk, that disk may not be connected.',
    'Si está en otro disco, puede que ese disco no esté conectado.',
  ],
  [
    'Connect the disk or put the folder back, then try again.',
    'Conecte el disco o devuelva la carpeta a su sitio y pruebe de nuevo.',
  ],
  ['{where} is read-only.', '{where} es de solo lectura.'],
  [
    'What is stored can be looked at, but nothing new can be kept.',
    'Lo guardado se puede consultar, pero no se puede guardar nada nuevo.',
  ],
  ['This user may not write to {where}.', 'Este usuario no puede escribir en {where}.'],
  ['Monthend cannot keep its ledger and log there.', 'Monthend no puede guardar ahí su libro ni su registro.'],
  ['The disk that holds {where} is full.', 'El disco donde está {where} está lleno.'],
  [
    'The last step was not kept; everything before it is safe.',
    'El último paso no se conservó; todo lo anterior está a salvo.',
  ],
  ['Free some space, then run the step again.', 'Libere espacio y ejecute de nuevo el paso.'],
  ['Nothing will be counted twice.', 'Nada se contará dos veces.'],
  ['{file} is open in another program, probably Excel.', '{file} está abierto en otro programa, probablemente Excel.'],
  [
    'What stands there was left as it was; nothing new was written.',
    'Lo que hay ahí quedó como estaba; no se ha escrito nada nuevo.',
  ],
  ['Close it there and try again, or choose another folder.', 'Ciérrelo allí y pruebe de nuevo, o elija otra carpeta.'],
  ['{folder} is there already and is no package of Monthend.', '{folder} ya existe y no es un paquete de Monthend.'],
  ['It was left as it is; nothing was written.', 'Quedó como estaba; no se ha escrito nada.'],
  ['Move it away, or choose another folder.', 'Muévala a otro sitio, o elija otra carpeta.'],
  [
    'That is no file that was exported here since Monthend was opened.',
    'Ese no es un archivo exportado aquí desde que se abrió Monthend.',
  ],
  ['Look for it in the folder where you kept it.', 'Búsquelo en la carpeta donde lo guardó.'],
  ['No file was looked at yet.', 'Aún no se ha mirado ningún archivo.'],
  [
    'Choose the filled-in file first; you are shown what it would change.',
    'Elija antes el archivo rellenado; se le muestra lo que cambiaría.',
  ],
  [
    'The file was saved again since you were shown what it would change.',
    'El archivo se guardó de nuevo después de mostrarle lo que cambiaría.',
  ],
  ['Nothing of the file was taken over.', 'No se ha incorporado nada del archivo.'],
  ['Look at its changes once more, then take them over.', 'Mire otra vez sus cambios y después incorpórelos.'],
  ['This file was written from another ledger.', 'Este archivo se escribió desde otro libro.'],
  [
    'Open the ledger it came from, or export the issues of this one.',
    'Abra el libro del que salió, o exporte las incidencias de este.',
  ],
  [
    'The file is larger than any list of issues that was exported from here.',
    'El archivo es mayor que cualquier lista de incidencias exportada desde aquí.',
  ],
  ['Choose the file that was exported from the issues.', 'Elija el archivo exportado de las incidencias.'],
  ['This is no issues workbook that Monthend wrote.', 'Este no es un libro de incidencias escrito por Monthend.'],
  [
    'Choose the file that was exported from the issues, saved as .xlsx.',
    'Elija el archivo exportado de las incidencias, guardado como .xlsx.',
  ],
  ['Columns were moved, renamed or taken out: {names}.', 'Se movieron, renombraron o quitaron columnas: {names}.'],
  [
    'Export the issues again and fill in the yellow cells only.',
    'Exporte de nuevo las incidencias y rellene solo las celdas amarillas.',
  ],
  ['{path} cannot be read.', '{path} no se puede leer.'],
  ['Choose a file that is there and that you may read.', 'Elija un archivo que exista y que pueda leer.'],
  ['There is no issue {n} here (row {nB}).', 'Aquí no existe la incidencia {n} (fila {nB}).'],
  ['Take the row out, or export the issues again.', 'Quite la fila, o exporte de nuevo las incidencias.'],
  [
    'Issue {n} changed here since the file was written: it is {status} now.',
    'La incidencia {n} cambió aquí desde que se escribió el archivo: ahora está {status}.',
  ],
  ['pending', 'abierta'],
  ['resolved', 'resuelta'],
  ['ignored', 'ignorada'],
  ['Export the issues again and fill that one in anew.', 'Exporte de nuevo las incidencias y rellene esa otra vez.'],
  ['Issue {n} is to be ignored without a reason (row {nB}).', 'La incidencia {n} se ignoraría sin motivo (fila {nB}).'],
  ['Say why in its note: it is printed with the month.', 'Diga por qué en su nota: se imprime con el mes.'],
  ['There is no service called "{name}".', 'No hay ningún servicio llamado «{name}».'],
  ['Several services are called "{name}".', 'Varios servicios se llaman «{name}».'],
  [
    'Issue {n} stands in row {nB} and again in row {nC}.',
    'La incidencia {n} está en la fila {nB} y otra vez en la {nC}.',
  ],
  ['Take one of the two out.', 'Quite una de las dos.'],
  [
    '1 issue that was exported is not in the file any more: {which*}.',
    '1 incidencia exportada ya no está en el archivo: {which*}.',
  ],
  [
    '{n} issues that were exported are not in the file any more: {which*}.',
    '{n} incidencias exportadas ya no están en el archivo: {which*}.',
  ],
  [
    'Nothing happens to them: taking a row out settles no issue.',
    'No les pasa nada: quitar una fila no resuelve ninguna incidencia.',
  ],

  // The app itself.
  ['No ledger is open.', 'No hay ningún libro abierto.'],
  ['Open the sample company, or set up your own.', 'Abra la empresa de ejemplo, o prepare la propia.'],
  ['The sample company could not be made.', 'No se pudo crear la empresa de ejemplo.'],
  ['Your own ledger has nothing to do with it.', 'Su propio libro no tiene nada que ver.'],
  ['What was asked for cannot be understood.', 'No se entiende lo que se ha pedido.'],
  ['What was asked for cannot be understood: {why}.', 'No se entiende lo que se ha pedido: {why}.'],
  ['Correct it and try again.', 'Corríjalo y pruebe de nuevo.'],
  ['Reload the window and try again.', 'Recargue la ventana y pruebe de nuevo.'],
  ['What was sent is larger than 1 MB.', 'Lo enviado supera 1 MB.'],
  ['Choose fewer rows at once, or shorten the text.', 'Elija menos filas a la vez, o acorte el texto.'],
  [
    'This window asked for something that no window may do.',
    'Esta ventana pidió algo que ninguna ventana puede hacer.',
  ],
  [
    'Reload the window. If it happens again, copy the diagnostics under About and send them to us.',
    'Recargue la ventana. Si vuelve a ocurrir, copie el diagnóstico en Acerca de y envíenoslo.',
  ],
  [
    'Monthend met something it did not expect while answering.',
    'Monthend se encontró con algo que no esperaba al responder.',
  ],
  [
    'Try it again. If it stays so, start Monthend again and send the log (Help, Show logs).',
    'Pruebe de nuevo. Si sigue así, reinicie Monthend y envíe el registro (Ayuda, Mostrar registros).',
  ],
  [
    'The part of Monthend that works on the ledger has stopped.',
    'La parte de Monthend que trabaja con el libro se ha detenido.',
  ],
  [
    'Open the ledger again; an interrupted run can be resumed.',
    'Abra de nuevo el libro; una ejecución interrumpida se puede reanudar.',
  ],
  [
    'Monthend stopped at a fault of its own while it worked on this.',
    'Monthend se detuvo por un fallo propio mientras trabajaba en esto.',
  ],
  [
    'Try again. If it stops again, copy the diagnostics under About and send them to us with the log.',
    'Pruebe de nuevo. Si se detiene otra vez, copie el diagnóstico en Acerca de y envíenoslo con el registro.',
  ],
  [
    'The run of {moment} was caught up now: Monthend was not running at that time.',
    'La ejecución del {moment} se ha hecho ahora: Monthend no estaba en marcha a esa hora.',
  ],
  [
    'Nothing to do. To have it run in time, keep the computer on and Monthend open.',
    'Nada que hacer. Para que se ejecute a su hora, deje el equipo encendido y Monthend abierto.',
  ],
  [
    'The scheduled run of {moment} did not get to its end.',
    'La ejecución programada del {moment} no llegó a su final.',
  ],
  [
    'Open it under Runs to see where it stopped, put that right, then resume it.',
    'Ábrala en Ejecuciones para ver dónde se detuvo, resuélvalo y reanúdela.',
  ],
  [
    'The clock of this computer was set back, from {moment} to {momentB}.',
    'El reloj de este equipo se ha atrasado, del {moment} al {momentB}.',
  ],
  [
    'Check date and time of the computer. Scheduled runs that were done are not done again.',
    'Compruebe la fecha y la hora del equipo. Las ejecuciones programadas ya hechas no se repiten.',
  ],
  [
    'The part of Monthend that works on the ledger stopped and was started again.',
    'La parte de Monthend que trabaja con el libro se detuvo y se ha reiniciado.',
  ],
  [
    'If a run was going on, resume it. If it happens again, copy the diagnostics under About and send them to us.',
    'Si había una ejecución en curso, reanúdela. Si vuelve a ocurrir, copie el diagnóstico en Acerca de y envíenoslo.',
  ],
];
