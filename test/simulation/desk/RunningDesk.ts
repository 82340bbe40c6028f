import type { HostedDesk } from '../../../host/hostDesk.ts';
import type { Home } from './Home.ts';
import type { Process } from './Process.ts';

/** A process with a desk in it. `hosted` is there once the desk runs. */
export type RunningDesk = { process: Process; home: Home; hosted?: HostedDesk };
