/** The one HTML document of the page; all else is drawn by its script from JSON. */

export type Language = 'zh' | 'en';

export interface ShellOptions {
  readonly token: string;
  readonly language: Language;
  readonly reviewer: string;
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

export function shell({ token, language, reviewer }: ShellOptions): string {
  return `<!doctype html>
<html lang="${LANGUAGE_TAGS[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="nianbao-token" content="${escapeHtml(token)}">
<meta name="nianbao-language" content="${language}">
<meta name="nianbao-reviewer" content="${escapeHtml(reviewer)}">
<title>${TITLES[language]}</title>
<link rel="icon" href="/assets/icon.svg">
<link rel="stylesheet" href="/assets/style.css">
<script type="module" src="/assets/app.js"></script>
</head>
<body><div id="app"></div></body>
</html>
`;
}
