/**
 * What the browser inside the app may do: show the app's own files and nothing else. The engine talks to the outside, on its own
 * stack; a window needs no camera, no device, no download and no network.
 */
import type { Session } from 'electron';
import type { Log } from '../platform/log.ts';
import { mayLoad } from './page-address.ts';

/** The one thing a window may ask of the machine: putting what the operator copies on the clipboard. */
const CLIPBOARD = 'clipboard-sanitized-write';

/** Closes a session: every permission, device, download and request that is not the app's own is turned down. */
export function closeSession(session: Session, log: Log): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    if (permission !== CLIPBOARD) log.warn('permission.refused', { kind: permission });
    answer(permission === CLIPBOARD);
  });
  session.setPermissionCheckHandler((_contents, permission) => permission === CLIPBOARD);
  session.setDevicePermissionHandler(() => false);
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.on('select-hid-device', (event, _details, answer) => {
    event.preventDefault();
    answer(null);
  });
  session.on('select-serial-port', (event, _ports, _contents, answer) => {
    event.preventDefault();
    answer('');
  });
  session.on('select-usb-device', (event, _details, answer) => {
    event.preventDefault();
    answer();
  });
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => {
    const cancel = !mayLoad(details.url);
    if (cancel) log.warn('request.refused', { kind: details.resourceType });
    answer({ cancel });
  });
}
