/** `protocol` and `session`: what a page may load and ask, answered by the handlers the app has set. */
import { EventEmitter } from 'node:events';
import { beforeReady } from './app.ts';
import { changed, offer, preventable, tellPart } from './control.ts';

type Answer = Response | Promise<Response>;
const schemes: unknown[] = [];
const served = new Map<string, (request: Request) => Answer>();

export const protocol = {
  registerSchemesAsPrivileged(list: readonly unknown[]): void {
    beforeReady('protocol.registerSchemesAsPrivileged');
    schemes.push(...list);
  },
  handle(scheme: string, handler: (request: Request) => Answer): void {
    served.set(scheme, handler);
    changed();
  },
};

type Rule = (...input: unknown[]) => unknown;
const rules = new Map<string, Rule | null>();

class Session extends EventEmitter {
  readonly webRequest = { onBeforeRequest: (rule: Rule) => void rules.set('onBeforeRequest', rule) };
  setPermissionRequestHandler(rule: Rule): void {
    rules.set('permissionRequest', rule);
  }
  setPermissionCheckHandler(rule: Rule): void {
    rules.set('permissionCheck', rule);
  }
  setDevicePermissionHandler(rule: Rule): void {
    rules.set('devicePermission', rule);
  }
  setUSBProtectedClassesHandler(rule: Rule): void {
    rules.set('usbProtectedClasses', rule);
  }
  setBluetoothPairingHandler(rule: Rule): void {
    rules.set('bluetoothPairing', rule);
  }
  setDisplayMediaRequestHandler(rule: Rule): void {
    rules.set('displayMedia', rule);
  }
}

export const session = { defaultSession: new Session() };

tellPart('schemes', () => schemes);
tellPart('sessionRules', () => [...rules.keys(), ...session.defaultSession.eventNames().map(String)]);

offer('session.fetch', async (url: string, method: string) => {
  const handler = served.get(new URL(url).protocol.slice(0, -1));
  if (!handler) throw new Error(`nobody serves ${url}`);
  const response = await handler(new Request(url, { method }));
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  };
});
offer('session.mayLoad', (url: string, resourceType: string) => {
  const rule = rules.get('onBeforeRequest');
  return new Promise((resolve) => {
    if (!rule) resolve(true);
    else rule({ url, resourceType }, ({ cancel }: { cancel: boolean }) => resolve(!cancel));
  });
});
offer('session.permission', async (permission: string) => {
  const request = rules.get('permissionRequest');
  const asked = await new Promise((resolve) => (request ? request(null, permission, resolve, {}) : resolve(true)));
  return { asked, checked: rules.get('permissionCheck')?.(null, permission, 'app://monthend', {}) ?? true };
});
offer('session.device', () => rules.get('devicePermission')?.({ deviceType: 'hid' }) ?? true);
offer('session.choose', (name: string) => {
  const event = preventable({});
  const chosen: unknown[] = [];
  const answer = (id: unknown) => void chosen.push(id);
  if (name === 'select-serial-port') session.defaultSession.emit(name, event, [{ portId: 'one' }], null, answer);
  else session.defaultSession.emit(name, event, { deviceList: [{ deviceId: 'one' }] }, answer);
  return { prevented: event.defaultPrevented, chosen };
});
offer('session.download', () => {
  const event = preventable({});
  session.defaultSession.emit('will-download', event, {}, null);
  return event.defaultPrevented;
});
