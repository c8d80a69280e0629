/** Plausible quantities: totals mostly add up, parts mostly stay below their wholes, and sometimes neither. */
import type { Random } from '../random.js';

export type Quantities = ReadonlyMap<string, number>;

/** Site counters spread over orders of magnitude, so that short and long numbers are equally usual. */
function magnitude(random: Random, low: number, high: number): number {
  return Math.floor(10 ** (Math.log10(low) + random.next() * (Math.log10(high) - Math.log10(low))));
}

/** Often nothing at all, as in most small sites. */
function sparse(random: Random, zero: number, high: number): number {
  return random.chance(zero) ? 0 : magnitude(random, 1, high);
}

/** Totals fail to add up in three of five genuine filings' publishing figures; here in one of five. */
function total(random: Random, parts: readonly number[]): number {
  const sum = parts.reduce((left, right) => left + right, 0);
  return random.chance(0.2) ? sum + random.int(1, Math.max(2, Math.floor(sum / 3))) : sum;
}

function share(random: Random, whole: number): number {
  return random.chance(0.5) ? whole : Math.floor(whole * random.next());
}

export function drawWorkQuantities(random: Random): Quantities {
  const visitors = magnitude(random, 500, 9_000_000);
  const publishing = [sparse(random, 0.1, 800), magnitude(random, 10, 20_000), sparse(random, 0.1, 6_000)];
  const interpretation = [sparse(random, 0.2, 200), sparse(random, 0.4, 60), sparse(random, 0.7, 20)];
  const cases = [sparse(random, 0.2, 400_000), sparse(random, 0.2, 90_000)];
  const columns = magnitude(random, 1, 120);
  const items = sparse(random, 0.1, 4_000);
  const messages = sparse(random, 0.2, 20_000);
  const closed = share(random, messages);
  const surveys = sparse(random, 0.3, 40);
  const interviews = sparse(random, 0.5, 40);
  const questions = interviews ? sparse(random, 0.2, 3_000) : 0;
  const problems = sparse(random, 0.5, 40);
  const app = sparse(random, 0.1, 30_000);
  return new Map<string, number>([
    ['traffic.unique_visitors', visitors],
    ['traffic.page_views', Math.floor(visitors * (1 + random.next() * 9))],
    ['publishing.total', total(random, publishing)],
    ['publishing.overview_updates', publishing[0] ?? 0],
    ['publishing.news_updates', publishing[1] ?? 0],
    ['publishing.disclosure_updates', publishing[2] ?? 0],
    ['special_columns.maintained', columns],
    ['special_columns.opened', Math.floor(columns * random.next())],
    ['interpretation.total', total(random, interpretation)],
    ['interpretation.materials', interpretation[0] ?? 0],
    ['interpretation.products', interpretation[1] ?? 0],
    ['interpretation.media_articles', interpretation[2] ?? 0],
    ['interpretation.responses', sparse(random, 0.3, 60)],
    ['services.registered_users', sparse(random, 0.4, 3_000_000)],
    ['services.items', items],
    ['services.fully_online_items', share(random, items)],
    ['services.cases_total', total(random, cases)],
    ['services.cases_natural_persons', cases[0] ?? 0],
    ['services.cases_legal_persons', cases[1] ?? 0],
    ['messages.received', messages],
    ['messages.closed', closed],
    ['messages.replies_published', share(random, closed)],
    ['messages.closed_on_time', share(random, closed)],
    ['consultations.held', surveys],
    ['consultations.opinions_received', surveys ? sparse(random, 0.4, 9_000) : 0],
    ['consultations.results_published', share(random, surveys)],
    ['consultations.participants', surveys ? magnitude(random, 1, 20_000) : 0],
    ['interviews.held', interviews],
    ['interviews.messages_received', questions],
    ['interviews.messages_answered', share(random, questions)],
    ['interviews.viewers', interviews ? magnitude(random, 10, 90_000) : 0],
    ['security.assessments', sparse(random, 0.1, 52)],
    ['security.problems_found', problems],
    ['security.problems_fixed', share(random, problems)],
    ['weibo.posts', sparse(random, 0.1, 9_000)],
    ['weibo.followers', sparse(random, 0.1, 2_000_000)],
    ['wechat.posts', sparse(random, 0.1, 4_000)],
    ['wechat.subscribers', sparse(random, 0.1, 900_000)],
    ['app.posts', app],
    ['app.reads', sparse(random, 0.1, 900_000)],
    ['app.downloads', sparse(random, 0.2, 80_000)],
  ]);
}

/** Four quarters and the year, which is their sum, the last of them, or neither. */
export function drawQuarters(random: Random): readonly [number, number, number, number, number] {
  const size = random.pick([2, 2, 12, 90, 600]);
  const quarters = Array.from({ length: 4 }, () => (random.chance(0.35) ? 0 : random.int(1, size)));
  const [q1 = 0, q2 = 0, q3 = 0, q4 = 0] = quarters;
  const sum = q1 + q2 + q3 + q4;
  return [
    q1,
    q2,
    q3,
    q4,
    random.weighted([
      [7, sum],
      [2, q4],
      [1, sum + random.int(1, 5)],
    ]),
  ];
}
