// Builds dist/: bundles the pages, then writes the HTML of each, in Chinese and
// English, as it stands before any script ran.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = import.meta.dirname;
const server = `${root}/../build/portal-prerender`;

process.chdir(root);
await build({
  logLevel: 'warn',
  build: {
    emptyOutDir: true,
    // Few files instead of a dozen of 1 KB.
    rollupOptions: { output: { experimentalMinChunkSize: 8_000 } },
  },
});
await build({
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    target: 'node20',
    ssr: 'src/prerender.tsx',
    outDir: server,
    emptyOutDir: true,
    copyPublicDir: false,
    rollupOptions: {
      input: 'src/prerender.tsx',
      output: {
        entryFileNames: '[name].mjs',
        chunkFileNames: '[name].mjs',
      },
    },
  },
});

const manifestFile = 'dist/.vite/manifest.json';
const manifest = JSON.parse(await readFile(manifestFile, 'utf8'));
await rm('dist/.vite', { recursive: true });

const { documents } = await import(pathToFileURL(`${server}/prerender.mjs`));
for (const { file, html } of await documents(manifest)) {
  await mkdir(dirname(`dist/${file}`), { recursive: true });
  await writeFile(`dist/${file}`, html);
}
