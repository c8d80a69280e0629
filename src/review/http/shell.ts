/** The one HTML document of the page; all else is drawn by its script from JSON. */

export type Language = 'zh' | 'en';

export interface ShellOptions {
  readonly token: string;
  readonly language: Language;
  readonly reviewer: string;
  /** Names of the files that the page is made of. */
  readonly assets: readonly string[];
  /** Rule of a finding → its name in Chinese, in English. */
  readonly ruleNames: Readonly<Record<string, readonly [string, string]>>;
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

/** Style sheets, and all modules at once: a browser that finds one import after the other asks for them in turn. */
function assetLinks(assets: readonly string[]): string {
  const ordered = [...assets].sort();
  const styles = ordered.filter((name) => name.endsWith('.css'));
  const modules = ordered.filter((name) => name.endsWith('.js'));
  return [
    ...styles.map((name) => `<link rel="stylesheet" href="/assets/${name}">`),
    ...modules.map((name) => `<link rel="modulepreload" href="/assets/${name}">`),
  ].join('\n');
}

export function shell({ token, language, reviewer, assets, ruleNames }: ShellOptions): string {
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
${assetLinks(assets)}
<script type="module" src="/assets/app.js"></script>
</head>
<body><div id="app"></div></body>
</html>
`;
}
