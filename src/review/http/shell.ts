/** The one HTML document of the page; all else is drawn by its script from JSON. */
import { STYLES } from './static-files.js';

export type Language = 'zh' | 'en';

export interface ShellOptions {
  readonly token: string;
  readonly language: Language;
  readonly reviewer: string;
  /** Modules without which nothing can be drawn. */
  readonly modules: readonly string[];
  /** Rule of a finding → its name in Chinese, in English. */
  readonly ruleNames: Readonly<Record<string, readonly [string, string]>>;
  /** Answers that the first view would ask for at once, by name: sent along, they cost no second request. */
  readonly first: Readonly<Record<string, unknown>>;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

const LANGUAGE_TAGS: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };
const TITLES: Readonly<Record<Language, string>> = { zh: '年报审核', en: 'Filing review' };

/** All modules at once: a browser that finds one import after the other asks for them in turn. */
function modulePreloads(modules: readonly string[]): string {
  return modules.map((name) => `<link rel="modulepreload" href="/assets/${name}">`).join('\n');
}

/** JSON that no browser runs. Without `<` in it, no value can end the element. */
function dataBlock(data: unknown): string {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return `<script type="application/json" id="first">${json}</script>`;
}

export function shell({ token, language, reviewer, modules, ruleNames, first }: ShellOptions): string {
  return `<!doctype html>
<html lang="${LANGUAGE_TAGS[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="nianbao-token" content="${escapeHtml(token)}">
<meta name="nianbao-language" content="${language}">
<meta name="nianbao-reviewer" content="${escapeHtml(reviewer)}">
<meta name="nianbao-rules" content="${escapeHtml(JSON.stringify(ruleNames))}">
<title>${TITLES[language]}</title>
<link rel="icon" href="/assets/icon.svg">
<link rel="stylesheet" href="/assets/${STYLES}">
${modulePreloads(modules)}
<script type="module" src="/assets/app.js"></script>
</head>
<body><div id="app"></div>${dataBlock(first)}</body>
</html>
`;
}
