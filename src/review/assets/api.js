/** Talks to the server: JSON in, JSON out, the session's token on every write. */

const meta = (name) => document.querySelector(`meta[name="nianbao-${name}"]`)?.content ?? '';

export const REVIEWER = meta('reviewer');
export const FIRST_LANGUAGE = meta('language');
/** Rule of a finding → its name in Chinese, in English. */
export const RULE_NAMES = JSON.parse(meta('rules') || '{}');

const first = JSON.parse(document.getElementById('first')?.textContent || '{}');

/** An answer that came with the page, once: whoever asks again wants what is true by then. */
export function takeFirst(name) {
  const answer = first[name];
  delete first[name];
  return answer;
}

/** The server's answer to a request that it did not fulfil; `code` is a key of messages.js. */
export class Refused extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

async function request(path, options) {
  let response;
  try {
    response = await fetch(path, { credentials: 'same-origin', ...options });
  } catch {
    throw new Refused('unreachable');
  }
  if (response.ok) return response;
  const body = await response.json().catch(() => ({}));
  throw new Refused(body.error ?? 'internal');
}

export async function getJson(path) {
  return (await request(path)).json();
}

export async function getBytes(path) {
  return new Uint8Array(await (await request(path)).arrayBuffer());
}

export async function postJson(path, body) {
  const headers = { 'content-type': 'application/json', 'x-nianbao-token': meta('token') };
  return (await request(path, { method: 'POST', headers, body: JSON.stringify(body) })).json();
}
