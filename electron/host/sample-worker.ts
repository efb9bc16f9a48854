/** The sample company's three systems on a thread of their own: making the school up takes a second that a window must not wait for. */
import { parentPort } from 'node:worker_threads';
import { SAMPLE_NOW } from '../sandbox/school.ts';
import { sampleConnections, startSampleServer } from '../sandbox/world.ts';
import type { FromSampleThread } from './sample-company.ts';

const port = parentPort;
if (!port) throw new Error('sample-worker.ts runs on a worker thread only');
const server = await startSampleServer();
port.on('message', () => void server.close().then(() => port.close()));
port.postMessage({ connections: sampleConnections(server.url), now: SAMPLE_NOW } satisfies FromSampleThread);
