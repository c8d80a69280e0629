/** The one page under each of its addresses. */
import { type Context, Hono } from 'hono';
import { ZodError } from 'zod';
import { cookieName } from './guard.js';

export interface PageRoutes {
  /** The page, with the answers that its first view would ask for. */
  readonly page: (first: Readonly<Record<string, unknown>>) => string;
  /** Those answers, for the query string of the queue. */
  readonly firstAnswers: (query: Readonly<Record<string, string>>) => Readonly<Record<string, unknown>>;
  readonly token: string;
  readonly port: () => number;
}

export function pageRoutes({ page, firstAnswers, token, port }: PageRoutes): Hono {
  const routes = new Hono();
  const answer = (context: Context, first: Readonly<Record<string, unknown>>) => {
    const cookie = `${cookieName(port())}=${token}; Path=/; HttpOnly; SameSite=Strict`;
    context.header('Set-Cookie', cookie);
    context.header('Cache-Control', 'no-store');
    return context.html(page(first));
  };
  const forQueue = (query: Readonly<Record<string, string>>) => {
    try {
      return firstAnswers(query);
    } catch (error) {
      // The page asks again, is refused, and says so in its own words.
      if (error instanceof ZodError) return {};
      throw error;
    }
  };
  routes.get('/', (context) => answer(context, forQueue(context.req.query())));
  for (const path of ['/overview', '/filing/:id']) routes.get(path, (context) => answer(context, {}));
  return routes;
}
