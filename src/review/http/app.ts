/** Wires the review server: one page, its JSON, and the files that it draws. */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import type { Connection } from '../../load/open.js';
import { ruleNames } from '../../load/store-rules.js';
import { INDICATORS } from '../../normalize/catalogue.js';
import { createDecisionWriter, decisionsRequest, Refusal, undoRequest } from '../filing/decisions.js';
import { prepareFilingView } from '../filing/filing-view.js';
import type { FilingView } from '../filing/view-types.js';
import { readLeaps } from '../overview/leaps.js';
import { readOverview } from '../overview/overview.js';
import { readFacets } from '../queue/facets.js';
import { prepareQueueAnswer } from '../queue/queue-answer.js';
import { FIRST_SCREEN, ReviewQueue } from '../queue/review-queue.js';
import { SourceViews } from '../source/source-view.js';
import { sourceRoutes, staticRoutes } from './file-routes.js';
import { guard } from './guard.js';
import { pageRoutes } from './page-routes.js';
import { type Language, shell } from './shell.js';
import { createStaticFiles } from './static-files.js';

export interface ReviewOptions {
  readonly db: Connection;
  /** Opens a second connection, for long walks. */
  readonly openReader: () => Connection;
  /** Path of the database. */
  readonly database: string;
  readonly reviewer: string;
  readonly language: Language;
  /** Secret of this session. */
  readonly token: string;
  readonly port: () => number;
  /** UTC time, `2024-05-01T08:30:00Z`. */
  readonly now: () => string;
}

/** Bytes of a request's body: decisions about a whole filing have 60 kB. */
const LARGEST_BODY = 500_000;

const reportIdParam = z.coerce.number().int().nonnegative();

export interface ReviewApp {
  readonly app: Hono;
  close(): Promise<void>;
}

export function createReviewApp(options: ReviewOptions): ReviewApp {
  const { db, database, token, port } = options;
  const app = new Hono();
  const queue = new ReviewQueue(db, options.openReader);
  const filing = prepareFilingView(db, (...field) => queue.isAudited(...field));
  const filingOf = (id: string) => {
    const parsed = reportIdParam.safeParse(id);
    return parsed.success ? filing(parsed.data) : null;
  };
  const files = createStaticFiles();
  const facets = () => readFacets(db, INDICATORS);
  const queueAnswer = prepareQueueAnswer(db, queue);

  app.use(guard({ port, token }));
  app.use('/api/*', bodyLimit({ maxSize: LARGEST_BODY }));
  app.use('/api/*', async (context, next) => {
    context.header('Cache-Control', 'no-store');
    await next();
  });
  app.onError(answerError);
  const page = preparePage(options, files.firstModules);
  const firstAnswers = (query: Readonly<Record<string, string>>) => ({
    facets: facets(),
    queue: queueAnswer(query),
  });
  app.route('/', pageRoutes({ page, firstAnswers, token, port }));
  app.route('/', staticRoutes(files));
  app.get('/api/facets', (context) => context.json(facets()));
  app.get('/api/queue', (context) => context.json(queueAnswer(context.req.query())));
  const sources = new SourceViews(database);
  const preparing = setTimeout(() => void sources.prepare(), FIRST_SCREEN);
  app.route('/api/filings', filingRoutes(filingOf, sources));
  app.route('/api/filings', sourceRoutes(filingOf, database));
  app.route('/api', decisionRoutes(options, queue));
  app.route('/api', overviewRoutes(db, queue));
  const close = () => {
    clearTimeout(preparing);
    return queue.close();
  };
  return { app, close };
}

function preparePage({ token, language, reviewer }: ReviewOptions, modules: readonly string[]) {
  const names = Object.fromEntries(
    ruleNames().map(({ rule, name_zh, name_en }) => [rule, [name_zh, name_en] as const]),
  );
  return (first: Readonly<Record<string, unknown>>) =>
    shell({ token, language, reviewer, modules, ruleNames: names, first });
}

/** Codes, which the page says in its own words; what nobody foresaw goes to the terminal. */
function answerError(error: Error, context: Context): Response {
  if (error instanceof Refusal) return context.json({ error: error.code }, 409);
  if (error instanceof HTTPException) return context.json({ error: 'bad-request' }, error.status);
  if (error instanceof z.ZodError || error instanceof SyntaxError) {
    return context.json({ error: 'bad-request' }, 400);
  }
  process.stderr.write(`${error.stack ?? error.message}\n`);
  return context.json({ error: 'internal' }, 500);
}

function filingRoutes(filingOf: (id: string) => FilingView | null, sources: SourceViews): Hono {
  const routes = new Hono();
  const gone = { error: 'no-such-report' };
  routes.get('/:id', (context) => {
    const view = filingOf(context.req.param('id'));
    return view ? context.json(view) : context.json(gone, 404);
  });
  routes.get('/:id/source', async (context) => {
    const view = filingOf(context.req.param('id'));
    return view ? context.json(await sources.viewOf(view)) : context.json(gone, 404);
  });
  return routes;
}

function decisionRoutes({ db, reviewer, now }: ReviewOptions, queue: ReviewQueue): Hono {
  const routes = new Hono();
  const writer = createDecisionWriter(db, { reviewer, now });
  routes.post('/decisions', async (context) => {
    const { decisions } = decisionsRequest.parse(await context.req.json());
    const stored = writer.decide(decisions);
    for (const { reportId, indicator, period, decision } of stored) {
      queue.note(reportId, indicator, period, decision === 'corrected');
    }
    return context.json({ decisions: stored, audit: queue.audit() });
  });
  routes.post('/undo', async (context) => {
    const { ids } = undoRequest.parse(await context.req.json());
    const undone = writer.undo(ids);
    for (const { reportId, indicator, period, corrected } of undone) {
      queue.note(reportId, indicator, period, corrected);
    }
    return context.json({ undone, audit: queue.audit() });
  });
  return routes;
}

function overviewRoutes(db: Connection, queue: ReviewQueue): Hono {
  const routes = new Hono();
  routes.get('/overview', async (context) => {
    queue.refresh();
    await queue.whole();
    return context.json({ ...readOverview(db, queue), audit: queue.audit(), progress: queue.progress() });
  });
  routes.get('/leaps', (context) =>
    context.json(readLeaps(db, queue.reports, context.req.query('indicator') ?? '')),
  );
  return routes;
}
