/**
 * What keeps other sites, other programs' pages and prepared filings out: the server answers only under its own
 * loopback name (a rebound DNS name is refused), only to its own pages, and takes writes only with the token that those
 * pages carry. The content policy lets nothing run that is not a file of this package.
 */
import { timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';

/** Names under which a browser on this machine reaches the server. */
const LOOPBACK_NAMES = ['127.0.0.1', 'localhost'];

/**
 * Observable Plot puts one style element with this very text into each picture (0.6.17, class name `nb-plot`); any
 * other inline style is refused. tests/review/ fails when the text changes.
 */
const PLOT_STYLE_HASH = "'sha256-bCkeZzHadVJGVdWsf5N8/xLDR8QMMjZVeDc2p5p1Q+8='";

const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${PLOT_STYLE_HASH}`,
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

export const TOKEN_HEADER = 'x-nianbao-token';

export interface GuardOptions {
  /** Port that the server listens on, once it does. */
  readonly port: () => number;
  /** Secret of this session, which its pages carry. */
  readonly token: string;
}

/** Cookies know no ports: each server on this machine has one of its own. */
export function cookieName(port: number): string {
  return `nianbao-${port}`;
}

function isSame(given: string | undefined, expected: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function cookieOf(context: Context, name: string): string | undefined {
  const pairs = (context.req.header('cookie') ?? '').split(/;\s*/);
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

function refusalOf(context: Context, { port, token }: GuardOptions): string | null {
  const hosts = LOOPBACK_NAMES.map((name) => `${name}:${port()}`);
  if (!hosts.includes(context.req.header('host') ?? '')) return 'host';
  const origin = context.req.header('origin');
  if (origin !== undefined && !hosts.some((host) => origin === `http://${host}`)) return 'origin';
  const isApi = context.req.path.startsWith('/api/');
  const site = context.req.header('sec-fetch-site');
  if (isApi && site !== undefined && site !== 'same-origin') return 'origin';
  if (context.req.method === 'GET' || context.req.method === 'HEAD') return null;
  const hasToken = isSame(context.req.header(TOKEN_HEADER), token);
  const hasCookie = isSame(cookieOf(context, cookieName(port())), token);
  return hasToken && hasCookie ? null : 'token';
}

export function guard(options: GuardOptions): MiddlewareHandler {
  return async (context, next) => {
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value);
    const refused = refusalOf(context, options);
    if (refused !== null) return context.json({ error: `refused-${refused}` }, 403);
    return next();
  };
}
