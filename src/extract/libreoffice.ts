/**
 * LibreOffice as a converter to .docx and .xlsx, for formats that have no reader of their own. It is an outside
 * program on untrusted input: own profile without macros, own process group that is killed whole, a hard time-out.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { access, constants, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ExtractionError } from '../errors.js';
import type { SourceDocument } from '../model/document.js';
import type { Adapter, ReadOptions, Sniffed } from './adapter.js';
import { docxAdapter } from './docx.js';
import { xlsxAdapter } from './xlsx.js';

export interface LibreOffice {
  readonly program: string;
  /** Such as `7.4.7`; `?` where it does not say. */
  readonly version: string;
}

/** Path of the program, or `none` to do without it; else the usual names are looked for on PATH. */
const PROGRAM_VARIABLE = 'NIANBAO_SOFFICE';
const PROGRAM_NAMES = ['soffice', 'libreoffice'];
const VERSION_MILLISECONDS = 15_000;
/** What is asked of LibreOffice for each format, and what a person should call the file. */
const TARGETS: Readonly<
  Record<string, { readonly to: 'docx' | 'xlsx'; readonly name: string; readonly component: string }>
> = {
  rtf: { to: 'docx', name: 'RTF', component: 'libreoffice-writer' },
  wps: { to: 'docx', name: 'WPS Writer', component: 'libreoffice-writer' },
  odt: { to: 'docx', name: 'OpenDocument text', component: 'libreoffice-writer' },
  ods: { to: 'xlsx', name: 'OpenDocument spreadsheet', component: 'libreoffice-calc' },
  doc: { to: 'docx', name: 'this Word document', component: 'libreoffice-writer' },
  'word-xml': { to: 'docx', name: 'Word 2003 XML', component: 'libreoffice-writer' },
};

export const libreOfficeAdapter: Adapter = {
  name: 'libreoffice',
  formats: ['rtf', 'wps', 'odt', 'ods', 'word-xml'],
  read: readThroughLibreOffice,
};

export async function readThroughLibreOffice(
  bytes: Uint8Array,
  sniffed: Sniffed,
  options: ReadOptions,
): Promise<SourceDocument> {
  const target = TARGETS[sniffed.format];
  if (target === undefined)
    throw new ExtractionError('unsupported-format', `LibreOffice is not asked for ${sniffed.format}.`);
  const office = await findLibreOffice();
  if (office === null) {
    throw new ExtractionError(
      'needs-libreoffice',
      `Reading ${target.name} needs LibreOffice, which was not found: install ${target.component} or convert the file to .${target.to}.`,
    );
  }
  const converted = await convert(office, bytes, sniffed.format, target.to, options.limits.toolMilliseconds);
  const adapter = target.to === 'docx' ? docxAdapter : xlsxAdapter;
  const document = await adapter.read(converted, { ...sniffed, format: target.to }, options);
  return {
    ...document,
    mediaType: sniffed.mediaType,
    reader: `${sniffed.format} (LibreOffice ${office.version})`,
  };
}

const found = new Map<string, Promise<LibreOffice | null>>();

/** Looked for once for each setting of the environment. */
export function findLibreOffice(environment: NodeJS.ProcessEnv = process.env): Promise<LibreOffice | null> {
  const key = `${environment[PROGRAM_VARIABLE] ?? ''}\0${environment.PATH ?? ''}`;
  const known = found.get(key) ?? search(environment);
  found.set(key, known);
  return known;
}

async function search(environment: NodeJS.ProcessEnv): Promise<LibreOffice | null> {
  const named = environment[PROGRAM_VARIABLE];
  if (named === 'none') return null;
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = named
    ? [named]
    : PROGRAM_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const program of candidates) {
    if (!(await isExecutable(program))) continue;
    const { output } = await runInProfile(program, ['--version'], VERSION_MILLISECONDS);
    return { program, version: /\d+(?:\.\d+){1,2}/.exec(output)?.[0] ?? '?' };
  }
  return null;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function convert(
  office: LibreOffice,
  bytes: Uint8Array,
  from: string,
  to: 'docx' | 'xlsx',
  milliseconds: number,
): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'nianbao-convert-'));
  try {
    const input = join(folder, `input.${from === 'word-xml' ? 'xml' : from}`);
    const outputs = join(folder, 'out');
    await mkdir(outputs);
    await writeFile(input, bytes);
    const run = await runInProfile(
      office.program,
      ['--convert-to', to, '--outdir', outputs, input],
      milliseconds,
    );
    const converted = await readFile(join(outputs, `input.${to}`)).catch(() => null);
    if (converted !== null && !run.timedOut) return converted;
    throw failedConversion(run.timedOut, milliseconds, to);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function failedConversion(timedOut: boolean, milliseconds: number, to: string): ExtractionError {
  return timedOut
    ? new ExtractionError(
        'limit.tool',
        `LibreOffice did not finish within ${milliseconds / 1000} seconds and was stopped: convert the file to .${to} by hand.`,
      )
    : new ExtractionError(
        'corrupt-input',
        `LibreOffice could not open the file: it is damaged or of another kind; convert it to .${to} by hand.`,
      );
}

interface Run {
  readonly output: string;
  readonly timedOut: boolean;
}

/** One run at a time: two in one profile refuse each other. */
let queue: Promise<unknown> = Promise.resolve();

function runInProfile(program: string, task: readonly string[], milliseconds: number): Promise<Run> {
  const run = queue.then(async () => {
    const profile = await ownProfile();
    const settings = [
      `-env:UserInstallation=${pathToFileURL(profile).href}`,
      '--headless',
      '--norestore',
      '--nolockcheck',
    ];
    return runGroup(program, [...settings, ...task], profile, milliseconds);
  });
  queue = run.catch(() => undefined);
  return run;
}

const WATCH_MILLISECONDS = 100;

/** Resolves when the program has ended, killed with all its children once its time is up. */
function runGroup(
  program: string,
  args: readonly string[],
  home: string,
  milliseconds: number,
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
      // Its own home, so that no setting of the user's own installation is read; a proxy that leads nowhere.
      env: {
        PATH: process.env.PATH,
        LANG: 'C.UTF-8',
        HOME: home,
        http_proxy: 'http://127.0.0.1:9',
        https_proxy: 'http://127.0.0.1:9',
        SAL_USE_VCLPLUGIN: 'svp',
      },
    });
    let output = '';
    let timedOut = false;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    let waited = 0;
    // Counted, since a clock goes on while the machine sleeps or serves others, and the program stands still.
    const watch = setInterval(() => {
      waited += WATCH_MILLISECONDS;
      if (waited < milliseconds) return;
      timedOut = true;
      killGroup(child.pid);
    }, WATCH_MILLISECONDS);
    child.on('error', (error) => {
      clearInterval(watch);
      reject(error);
    });
    child.on('exit', () => {
      clearInterval(watch);
      // What it left running would hold the profile.
      killGroup(child.pid);
      resolve({ output, timedOut });
    });
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}

let profile: Promise<string> | null = null;

/** One profile a process, removed at its end: the first start in a new one takes seconds. */
function ownProfile(): Promise<string> {
  profile ??= makeProfile();
  return profile;
}

async function makeProfile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nianbao-soffice-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await mkdir(join(folder, 'user'), { recursive: true });
  await writeFile(join(folder, 'user', 'registrymodifications.xcu'), SAFE_SETTINGS);
  return folder;
}

/** Macros off (level 3: only from trusted places, of which there are none), links and remote content never fetched. */
const SAFE_SETTINGS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
`;
