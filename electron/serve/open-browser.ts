import { spawn } from 'node:child_process';

/** Opens an address in the browser of this machine. Where there is none, the printed address has to do. */
export function openBrowser(url: string, platform: NodeJS.Platform = process.platform): void {
  const [program, args]: [string, string[]] =
    platform === 'darwin'
      ? ['open', [url]]
      : platform === 'win32'
        ? ['rundll32', ['url.dll,FileProtocolHandler', url]]
        : ['xdg-open', [url]];
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
