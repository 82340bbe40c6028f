import { runCli } from './runCli.ts';
import { processTerminal } from './Terminal.ts';

process.exitCode = await runCli(process.argv.slice(2), processTerminal());
