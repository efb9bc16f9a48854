/** What the shell says outside its windows: menus, dialogs and notifications, in the operator's language. */
export interface ShellWords {
  readonly file: string;
  readonly newWindow: string;
  readonly runTheMonth: string;
  readonly edit: string;
  readonly view: string;
  readonly window: string;
  readonly help: string;
  readonly showLogs: string;
  readonly copyDiagnostics: string;
  readonly notStarted: string;
  readonly runDone: string;
  readonly runDoneBody: (counts: {
    readonly received: number;
    readonly applied: number;
    readonly held: number;
  }) => string;
  readonly runStopped: string;
  readonly runStoppedSee: string;
  readonly previewReady: string;
  readonly previewReadyBody: string;
  readonly quitTitle: string;
  readonly quitMeaning: string;
  readonly keepRunning: string;
  readonly stopAndQuit: string;
  readonly leaveTitle: (host: string) => string;
  readonly leave: string;
  readonly stay: string;
  readonly windowGone: string;
  readonly windowGoneMeaning: string;
  readonly windowSilent: string;
  readonly windowSilentMeaning: string;
  readonly partGone: string;
  readonly partGoneMeaning: string;
  readonly surprise: string;
  readonly surpriseMeaning: string;
  readonly reload: string;
  readonly wait: string;
  readonly close: string;
  readonly startAgain: string;
  readonly notOpened: string;
  readonly quit: string;
  readonly saveTitle: string;
}

const en: ShellWords = {
  file: 'File',
  newWindow: 'New window',
  runTheMonth: 'Run the month',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  help: 'Help',
  showLogs: 'Show logs',
  copyDiagnostics: 'Copy diagnostics',
  notStarted: 'The month was not started',
  runDone: 'The month has been run',
  runDoneBody: ({ received, applied, held }) =>
    held === 0
      ? `${received} records received, ${applied} applied, none held.`
      : `${received} records received, ${applied} applied; ${held} are held until somebody looks at them.`,
  runStopped: 'The run stopped before its end',
  runStoppedSee: 'What was fetched is kept. Open the run to see what it needs.',
  previewReady: 'The preview is ready',
  previewReadyBody: 'Nothing was written. Look at what a run would change.',
  quitTitle: 'A run is in progress',
  quitMeaning: 'What was fetched is kept and the run can be resumed later.',
  keepRunning: 'Keep running',
  stopAndQuit: 'Stop and quit',
  leaveTitle: (host) => `Open ${host} in your browser?`,
  leave: 'Open',
  stay: 'Stay here',
  windowGone: 'This window has stopped',
  windowGoneMeaning: 'The ledger is safe, and a run in progress goes on. Reload the window to go on working.',
  windowSilent: 'This window does not answer',
  windowSilentMeaning: 'The ledger is safe, and a run in progress goes on. Wait a moment, or reload the window.',
  partGone: 'A part of Monthend has stopped',
  partGoneMeaning: 'The ledger is safe. If something does not work, start Monthend again.',
  surprise: 'Monthend met something it did not expect',
  surpriseMeaning: 'Everything stored is safe. Start Monthend again; a run that was interrupted can be resumed.',
  reload: 'Reload',
  wait: 'Wait',
  close: 'Close',
  startAgain: 'Start again',
  notOpened: 'Monthend could not be opened',
  quit: 'Quit',
  saveTitle: 'Export to',
};

const es: ShellWords = {
  file: 'Archivo',
  newWindow: 'Nueva ventana',
  runTheMonth: 'Procesar el mes',
  edit: 'Edición',
  view: 'Ver',
  window: 'Ventana',
  help: 'Ayuda',
  showLogs: 'Mostrar los registros',
  copyDiagnostics: 'Copiar el diagnóstico',
  notStarted: 'El mes no se ha iniciado',
  runDone: 'El mes está procesado',
  runDoneBody: ({ received, applied, held }) =>
    held === 0
      ? `${received} registros recibidos, ${applied} aplicados, ninguno retenido.`
      : `${received} registros recibidos, ${applied} aplicados; ${held} quedan retenidos hasta que alguien los revise.`,
  runStopped: 'El proceso se detuvo antes del final',
  runStoppedSee: 'Lo recibido se conserva. Abra el proceso para ver qué necesita.',
  previewReady: 'La vista previa está lista',
  previewReadyBody: 'No se ha escrito nada. Vea qué cambiaría el proceso.',
  quitTitle: 'Hay un proceso en curso',
  quitMeaning: 'Lo recibido se conserva y el proceso puede reanudarse más tarde.',
  keepRunning: 'Seguir',
  stopAndQuit: 'Detener y salir',
  leaveTitle: (host) => `¿Abrir ${host} en su navegador?`,
  leave: 'Abrir',
  stay: 'Quedarse aquí',
  windowGone: 'Esta ventana se ha detenido',
  windowGoneMeaning:
    'El libro está a salvo y el proceso en curso continúa. Recargue la ventana para seguir trabajando.',
  windowSilent: 'Esta ventana no responde',
  windowSilentMeaning: 'El libro está a salvo y el proceso en curso continúa. Espere un momento o recargue la ventana.',
  partGone: 'Una parte de Monthend se ha detenido',
  partGoneMeaning: 'El libro está a salvo. Si algo no funciona, inicie Monthend de nuevo.',
  surprise: 'Monthend ha encontrado algo que no esperaba',
  surpriseMeaning: 'Todo lo guardado está a salvo. Inicie Monthend de nuevo; un proceso interrumpido puede reanudarse.',
  reload: 'Recargar',
  wait: 'Esperar',
  close: 'Cerrar',
  startAgain: 'Iniciar de nuevo',
  notOpened: 'No se ha podido abrir Monthend',
  quit: 'Salir',
  saveTitle: 'Exportar a',
};

/** The shell's words for a chosen language, or for the system's when none is chosen. */
export function shellWords(language: 'system' | 'en' | 'es', locale: string): ShellWords {
  const wanted = language === 'system' ? locale.toLowerCase() : language;
  return wanted === 'es' || wanted.startsWith('es-') ? es : en;
}
