import { fileURLToPath } from 'node:url';

/** The built pages, seen from `electron/serve.ts` and from `out/main/serve.js`. */
export function pagesFolder(from: string): string {
  return fileURLToPath(new URL(from.endsWith('.ts') ? '../out/renderer' : '../renderer', from));
}
