/** The routes of the review server: one page, its JSON, and the files that it draws. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import type { Connection } from '../../load/open.js';
import { ruleNames } from '../../load/store-rules.js';
import { INDICATORS } from '../../normalize/catalogue.js';
import { createDecisionWriter, decisionsRequest, Refusal, undoRequest } from '../filing/decisions.js';
import { prepareFilingView } from '../filing/filing-view.js';
import { readLeaps } from '../overview/leaps.js';
import { readOverview } from '../overview/overview.js';
import { readFacets } from '../queue/facets.js';
import { prepareQueueRows } from '../queue/field-summaries.js';
import { queueFilters } from '../queue/filters.js';
import { ReviewQueue } from '../queue/review-queue.js';
import { pagePicture } from '../source/page-pictures.js';
import { openSourceFile } from '../source/source-file.js';
import { SourceViews } from '../source/source-view.js';
import { cookieName, guard } from './guard.js';
import { type Language, shell } from './shell.js';
import { createStaticFiles, type StaticFile } from './static-files.js';

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

const pageRequest = z.object({
  after: z.string().max(40).nullable(),
  limit: z.coerce.number().int().min(1).max(200).catch(50),
  exclude: z.coerce.number().int().nullable().catch(null),
});

const reportIdParam = z.coerce.number().int().nonnegative();

export interface ReviewApp {
  readonly app: Hono;
  close(): Promise<void>;
}

export function createReviewApp(options: ReviewOptions): ReviewApp {
  const { db, database, reviewer, token } = options;
  const app = new Hono();
  const queue = new ReviewQueue(db, options.openReader);
  const filing = prepareFilingView(db, (...field) => queue.isAudited(...field));
  const queueRows = prepareQueueRows(db);
  const writer = createDecisionWriter(db, { reviewer, now: options.now });
  const sources = new SourceViews(database);
  const files = createStaticFiles();

  app.use(guard({ port: options.port, token }));
  app.use('/api/*', bodyLimit({ maxSize: LARGEST_BODY }));
  app.use('/api/*', async (context, next) => {
    context.header('Cache-Control', 'no-store');
    await next();
  });
  app.onError((error, context) => {
    if (error instanceof Refusal) return context.json({ error: error.code }, 409);
    if (error instanceof HTTPException) return context.json({ error: 'bad-request' }, error.status);
    if (error instanceof z.ZodError || error instanceof SyntaxError) {
      return context.json({ error: 'bad-request' }, 400);
    }
    process.stderr.write(`${error.stack ?? error.message}\n`);
    return context.json({ error: 'internal' }, 500);
  });

  const page = shell({
    token,
    language: options.language,
    reviewer,
    assets: files.assetNames,
    ruleNames: Object.fromEntries(
      ruleNames().map(({ rule, name_zh, name_en }) => [rule, [name_zh, name_en]]),
    ),
  });
  for (const path of ['/', '/overview', '/filing/:id']) {
    app.get(path, (context) => {
      const cookie = `${cookieName(options.port())}=${token}; Path=/; HttpOnly; SameSite=Strict`;
      context.header('Set-Cookie', cookie);
      context.header('Cache-Control', 'no-store');
      return context.html(page);
    });
  }

  const send = (file: StaticFile | null) =>
    file === null
      ? new Response('not found', { status: 404 })
      : new Response(Buffer.from(file.bytes), {
          headers: { 'Content-Type': file.mediaType, 'Cache-Control': 'no-cache' },
        });
  app.get('/assets/:name', async (context) => send(await files.asset(context.req.param('name'))));
  app.get('/library/:name', async (context) => send(await files.library(context.req.param('name'))));
  app.get('/library/pdfjs/:folder/:name', async (context) =>
    send(await files.pdfjs(context.req.param('folder'), context.req.param('name'))),
  );

  app.get('/api/facets', (context) => context.json(readFacets(db, INDICATORS)));
  app.get('/api/queue', (context) => {
    queue.refresh();
    const filters = queueFilters.parse(context.req.query());
    const { after, limit, exclude } = pageRequest.parse({
      after: context.req.query('after') ?? null,
      limit: context.req.query('limit'),
      exclude: context.req.query('exclude') ?? null,
    });
    const { entries, next } = queue.page(filters, after, limit, exclude);
    return context.json({
      rows: queueRows(entries),
      next,
      counts: queue.counts(filters),
      progress: queue.progress(),
      audit: queue.audit(),
      isComplete: queue.isComplete,
    });
  });

  const reportOf = (id: string) => {
    const parsed = reportIdParam.safeParse(id);
    return parsed.success ? filing(parsed.data) : null;
  };
  app.get('/api/filings/:id', (context) => {
    const view = reportOf(context.req.param('id'));
    return view ? context.json(view) : context.json({ error: 'no-such-report' }, 404);
  });
  app.get('/api/filings/:id/source', async (context) => {
    const view = reportOf(context.req.param('id'));
    return view ? context.json(await sources.viewOf(view)) : context.json({ error: 'no-such-report' }, 404);
  });
  app.get('/api/filings/:id/pdf', async (context) => {
    const view = reportOf(context.req.param('id'));
    if (view?.report.mediaType !== 'application/pdf') return send(null);
    const file = await openSourceFile(view.report, database);
    return send(file.kind === 'found' ? { mediaType: 'application/octet-stream', bytes: file.bytes } : null);
  });
  app.get('/api/filings/:id/pictures/:page', async (context) => {
    const view = reportOf(context.req.param('id'));
    const number = Number(context.req.param('page'));
    const mediaType = view?.report.mediaType ?? '';
    if (!view || !mediaType.startsWith('image/') || !Number.isInteger(number) || number < 1)
      return send(null);
    const file = await openSourceFile(view.report, database);
    return send(file.kind === 'found' ? await pagePicture(file.bytes, mediaType, number) : null);
  });

  app.post('/api/decisions', async (context) => {
    const { decisions } = decisionsRequest.parse(await context.req.json());
    const stored = writer.decide(decisions);
    for (const { reportId, indicator, period, decision } of stored) {
      queue.note(reportId, indicator, period, decision === 'corrected');
    }
    return context.json({ decisions: stored, audit: queue.audit() });
  });
  app.post('/api/undo', async (context) => {
    const { ids } = undoRequest.parse(await context.req.json());
    const undone = writer.undo(ids);
    for (const { reportId, indicator, period, corrected } of undone) {
      queue.note(reportId, indicator, period, corrected);
    }
    return context.json({ undone, audit: queue.audit() });
  });

  app.get('/api/overview', async (context) => {
    queue.refresh();
    await queue.whole();
    return context.json({ ...readOverview(db, queue), audit: queue.audit(), progress: queue.progress() });
  });
  app.get('/api/leaps', (context) =>
    context.json(readLeaps(db, queue.reports, context.req.query('indicator') ?? '')),
  );
  return { app, close: () => queue.close() };
}
