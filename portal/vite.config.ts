// How the pages are bundled; build.mjs drives it.
import { defineConfig } from 'vitest/config';
import { catalogue } from './catalogue_plugin';

export default defineConfig({
  plugins: [catalogue()],
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  build: {
    target: 'es2020',
    manifest: true,
    // The policy of the gateway allows no inline script: no polyfill is put in.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: {
      input: 'src/main.tsx',
    },
  },
  worker: { format: 'es' },
  test: { include: ['test/*.test.ts'] },
});
