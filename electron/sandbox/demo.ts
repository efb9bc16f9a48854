/** `npm run demo`: see `run-demo.ts`. */
import { rememberCompiled } from '../platform/compile-cache.ts';

rememberCompiled();
await import('./run-demo.ts');
