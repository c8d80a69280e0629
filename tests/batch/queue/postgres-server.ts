/** A PostgreSQL server of its own for a test file, in a temporary folder, with programs from Debian's package. */
import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const VERSIONS = '/usr/lib/postgresql';

export interface PostgresServer {
  /** Address of an empty database, a new one at each call. */
  newDatabase(): string;
  stop(): void;
}

function programFolder(): string {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS) : [];
  const [newest] = versions.sort((a, b) => Number(b) - Number(a));
  if (newest === undefined) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  return join(VERSIONS, newest, 'bin');
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** PostgreSQL refuses to run as root: there it runs as the user that Debian's package made. */
function asServerUser(program: string, args: readonly string[]): void {
  const isRoot = process.getuid?.() === 0;
  const command = isRoot ? ['runuser', '-u', 'postgres', '--', program, ...args] : [program, ...args];
  const [file = '', ...rest] = command;
  execFileSync(file, rest, { stdio: ['ignore', 'ignore', 'pipe'], cwd: tmpdir() });
}

export async function startPostgres(): Promise<PostgresServer> {
  const bin = programFolder();
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-postgres-'));
  if (process.getuid?.() === 0) {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' })),
    );
    chownSync(folder, uid ?? 0, gid ?? 0);
  }
  const data = join(folder, 'data');
  const port = await freePort();
  asServerUser(join(bin, 'initdb'), [
    '-D',
    data,
    '-U',
    'nianbao',
    '--auth=trust',
    '--encoding=UTF8',
    '--no-sync',
  ]);
  // Nothing here has to outlive a power cut.
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`;
  asServerUser(join(bin, 'pg_ctl'), ['-D', data, '-o', options, '-l', join(folder, 'log'), '-w', 'start']);
  let databases = 0;
  return {
    newDatabase() {
      databases += 1;
      const name = `queue${databases}`;
      const place = ['-h', '127.0.0.1', '-p', String(port), '-U', 'nianbao'];
      execFileSync(join(bin, 'createdb'), [...place, name]);
      return `postgres://nianbao@127.0.0.1:${port}/${name}`;
    },
    stop() {
      asServerUser(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
