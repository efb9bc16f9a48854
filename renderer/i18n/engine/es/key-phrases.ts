/** The state of a connection, where its key is kept, and its address. */
import type { Phrase } from '../phrase-book.ts';

export const KEY_PHRASES_ES: readonly Phrase[] = [
  // The state of a connection.
  [
    'This version of Monthend does not know a system called "{provider}".',
    'Esta versión de Monthend no conoce ningún sistema llamado «{provider}».',
  ],
  [
    'Update Monthend, or remove the connection; what came from it stays.',
    'Actualice Monthend, o retire la conexión; lo que llegó de ella se queda.',
  ],
  [
    'The settings of {label} do not fit {system} any more, so nothing is read from it.',
    'Los ajustes de {label} ya no encajan con {system}, así que no se lee nada de ella.',
  ],
  ['Open its settings, look through them and save them again.', 'Abra sus ajustes, repáselos y guárdelos de nuevo.'],
  [
    '{label} has no key stored, so nothing can be read from it.',
    '{label} no tiene clave guardada, así que no se puede leer nada de ella.',
  ],
  ['{label} has no key stored.', '{label} no tiene clave guardada.'],
  ['Give it its key.', 'Dele su clave.'],
  ['Give it one.', 'Dele una.'],
  ['The last test of {label} found something to look at.', 'La última prueba de {label} encontró algo que revisar.'],
  ['Test it again: each finding says what to do.', 'Pruébela de nuevo: cada hallazgo dice qué hacer.'],
  ['The key of {source} cannot be reached on this computer', 'No se llega a la clave de {source} en este equipo'],
  ['{name} cannot be asked without a key.', 'No se puede consultar {name} sin una clave.'],
  ['Nothing was stored.', 'No se ha guardado nada.'],
  ['Enter the key, then test again.', 'Introduzca la clave y pruebe de nuevo.'],
  ['The settings of {system} cannot be used: {why}.', 'Los ajustes de {system} no sirven: {why}.'],
  ['Correct the setting it names.', 'Corrija el ajuste que nombra.'],

  // Keys.
  [
    'The keychain of this computer is locked, or did not let Monthend in.',
    'El llavero de este equipo está bloqueado, o no dejó entrar a Monthend.',
  ],
  [
    'Tokens can neither be read nor stored; what is already in the ledger stays readable.',
    'No se pueden leer ni guardar claves; lo que ya está en el libro se puede seguir leyendo.',
  ],
  [
    'Unlock it (on Linux: open "Passwords and Keys" and unlock the default keyring; make one if there is none), allow Monthend when asked, then try again.',
    'Desbloquéelo (en Linux: abra «Contraseñas y claves» y desbloquee el depósito predeterminado; créelo si no hay), permita a Monthend cuando se le pregunte y pruebe de nuevo.',
  ],
  ['This computer has no keychain that Monthend can use.', 'Este equipo no tiene un llavero que Monthend pueda usar.'],
  [
    'No token is stored anywhere: Monthend does not keep secrets in plain files.',
    'No se guarda ninguna clave: Monthend no deja secretos en archivos sin cifrar.',
  ],
  [
    'Sign in to this computer with a normal user session, then try again.',
    'Inicie en este equipo una sesión de usuario normal y pruebe de nuevo.',
  ],
  [
    'Install gnome-keyring (or KWallet) together with libsecret, and start Monthend inside a desktop session with D-Bus.',
    'Instale gnome-keyring (o KWallet) con libsecret, e inicie Monthend dentro de una sesión de escritorio con D-Bus.',
  ],
  [
    'On a server without a desktop, point MONTHEND_PASSPHRASE_FILE to a file with a passphrase instead.',
    'En un servidor sin escritorio, apunte MONTHEND_PASSPHRASE_FILE a un archivo con una frase de paso.',
  ],
  [
    'The keychain of this computer did not keep what Monthend stored in it.',
    'El llavero de este equipo no conservó lo que Monthend guardó en él.',
  ],
  [
    'A token saved now could not be read tomorrow, so nothing was stored.',
    'Una clave guardada ahora no se podría leer mañana, así que no se ha guardado nada.',
  ],
  [
    'Check that the default keyring is not a temporary one, then save the connection again.',
    'Compruebe que el depósito predeterminado no sea temporal y guarde de nuevo la conexión.',
  ],
  [
    'The stored token of this connection cannot be opened with the key in this keychain.',
    'La clave guardada de esta conexión no se abre con la llave de este llavero.',
  ],
  [
    'Nothing can be fetched from this system until it has a token again. What was fetched before is all there.',
    'No se puede leer nada de este sistema hasta que vuelva a tener una clave. Lo leído antes sigue todo aquí.',
  ],
  ['Paste the token of the connection again.', 'Pegue de nuevo la clave de la conexión.'],
  ['The passphrase file {file} is not there.', 'El archivo con la frase de paso {file} no está.'],
  [
    'The passphrase in {file} is shorter than {n} characters.',
    'La frase de paso de {file} tiene menos de {n} caracteres.',
  ],
  [
    'Tokens can neither be read nor stored. The keychain is not used instead.',
    'No se pueden leer ni guardar claves. El llavero no se usa en su lugar.',
  ],
  ['The passphrase does not open {file}.', 'La frase de paso no abre {file}.'],
  [
    'Tokens stored under the earlier passphrase cannot be read.',
    'Las claves guardadas con la frase de paso anterior no se pueden leer.',
  ],

  // Its address.
  [
    'The address of the system is not one Monthend can read.',
    'La dirección del sistema no es una que Monthend sepa leer.',
  ],
  ['Nothing is fetched over this connection.', 'No se lee nada por esta conexión.'],
  [
    'Type the address as https://host/path, without a question mark or anything after it.',
    'Escriba la dirección como https://servidor/ruta, sin signo de interrogación ni nada detrás.',
  ],
  ['The address holds a user name or password.', 'La dirección contiene un usuario o una contraseña.'],
  [
    'Addresses are shown on screen and in logs, so a password in one would not stay secret.',
    'Las direcciones se ven en pantalla y en registros, así que una contraseña en ellas no quedaría en secreto.',
  ],
  [
    'Take it out of the address and enter it in its own field.',
    'Quítela de la dirección e introdúzcala en su propio campo.',
  ],
  [
    'The address starts with http, so the token would travel unencrypted.',
    'La dirección empieza por http, así que la clave viajaría sin cifrar.',
  ],
  [
    'Anybody on the way could read it. Monthend sends nothing over this connection.',
    'Cualquiera en el camino podría leerla. Monthend no envía nada por esta conexión.',
  ],
  [
    'Use the https address of the system. Plain http is good for this machine (127.0.0.1) only.',
    'Use la dirección https del sistema. http sin cifrar solo sirve para este equipo (127.0.0.1).',
  ],
  ['The address is on this machine or in a private network.', 'La dirección está en este equipo o en una red privada.'],
  ['Nothing is fetched until you say that this is meant.', 'No se lee nada hasta que confirme que es así.'],
  [
    'Switch on "Private network allowed" for this connection if the system is your own.',
    'Active «Permitir direcciones privadas» en esta conexión si el sistema es propio.',
  ],
];
