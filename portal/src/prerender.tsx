// Writes every page's HTML as it stands before any script ran.
import { renderToString } from 'preact-render-to-string';
import { type Page, pages } from './pages';
import * as verdict from './pages/verdict';
import { Shell } from './shell/Shell';
import { type Lang, speak, t } from './words';

interface Chunk {
  file: string;
  src?: string;
  css?: string[];
  imports?: string[];
  isEntry?: boolean;
}

type Manifest = Record<string, Chunk>;

export interface Document {
  file: string;
  html: string;
}

// What a chunk needs before it runs, itself included. A small page may have
// been put into another chunk.
function filesOf(manifest: Manifest, key: string): string[] {
  const chunk = manifest[key];
  if (!chunk) return [];
  const needed = (chunk.imports ?? []).flatMap((k) => filesOf(manifest, k));
  return [chunk.file, ...needed];
}

function scripts(manifest: Manifest, name: string): string {
  const entry = manifest['src/main.tsx']!;
  const early = new Set(
    ['src/main.tsx', `src/pages/${name}.tsx`].flatMap((key) =>
      filesOf(manifest, key),
    ),
  );
  early.delete(entry.file);
  const preloads = [...early].map(
    (file) => `<link rel="modulepreload" href="/${file}">`,
  );
  return `${preloads.join('')}<script type="module" src="/${entry.file}"></script>`;
}

function document(
  manifest: Manifest,
  name: string,
  lang: Lang,
  page: Page,
  script: string,
): string {
  const styles = manifest['src/main.tsx']!.css!;
  const body = renderToString(
    <Shell page={name}>
      <page.Body />
    </Shell>,
  );
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${page.title()} - ${t('信用代证', 'CreditProof')}</title>
<meta name="description" content="${page.description()}"><meta name="format-detection" content="telephone=no">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
${styles.map((file) => `<link rel="stylesheet" href="/${file}">`).join('')}<script src="/early.js"></script>${script}
</head>
<body><div id="app" data-page="${name}">${body}</div></body></html>
`;
}

type Named = [name: string, page: Page];

function inLanguage(
  manifest: Manifest,
  loaded: Named[],
  lang: Lang,
  folder: string,
): Document[] {
  speak(lang);
  return loaded.map(([name, page]) => ({
    file: `${folder}${name}.html`,
    html: document(manifest, name, lang, page, scripts(manifest, name)),
  }));
}

export async function documents(manifest: Manifest): Promise<Document[]> {
  const loaded = await Promise.all(
    Object.entries(pages).map(
      async ([name, load]): Promise<Named> => [name, await load()],
    ),
  );
  const english = inLanguage(manifest, loaded, 'en', 'en/');
  const chinese = inLanguage(manifest, loaded, 'zh', '');
  // Filled in by the gateway, for who has no script: it runs none.
  const filled = document(manifest, 'verify', 'zh', verdict, '');
  return [...english, ...chinese, { file: 'verdict.html', html: filled }];
}
