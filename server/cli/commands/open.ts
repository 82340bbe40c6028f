import { type Cli, print } from '../Cli.ts';
import { connect } from '../connect.ts';

/** Prints another one-time address of the running desk's page. */
export async function open(cli: Cli): Promise<number> {
  const desk = connect(cli.environment.home, 'approver');
  const [state, launch] = [
    await desk.state(),
    await desk.post<{ url: string; expiresAt: number }>('/api/launch', {}),
  ];
  print(cli, { mode: state.mode, ...launch }, () => [
    state.modeNotice,
    launch.url,
    'Good once, for five minutes. Whoever opens it can approve: do not pass it on.',
  ]);
  return 0;
}
