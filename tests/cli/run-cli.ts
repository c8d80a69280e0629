/** Runs the command line as a user does: another process, with its own streams and exit code. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
/** From the sources, so that a test never runs what an earlier build left behind. */
const TSX = import.meta.resolve('tsx');
export const CLI_COMMAND = [process.execPath, '--import', TSX, CLI];

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Closes the reading end of standard output at once, as `| head` may. */
  readonly closeStdout?: boolean;
  /** Largest file that the process may write, in blocks of 1,024 bytes. */
  readonly fileBlocks?: number;
  /** Runs it where there is no network interface that works. */
  readonly withoutNetwork?: boolean;
}

export function runCli(
  args: readonly string[],
  { cwd = ROOT, env = {}, closeStdout, fileBlocks, withoutNetwork }: RunOptions = {},
): Promise<Outcome> {
  const command = [...(withoutNetwork ? ['unshare', '-rn'] : []), ...CLI_COMMAND, ...args];
  // The signal is ignored, so that a write beyond the limit fails as on a full disk.
  const limit = fileBlocks === undefined ? '' : `trap '' XFSZ; ulimit -f ${fileBlocks}; `;
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', `${limit}exec "$@"`, 'bash', ...command], {
      cwd,
      env: { ...process.env, NODE_OPTIONS: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    if (closeStdout) child.stdout.destroy();
    else
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
      });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
