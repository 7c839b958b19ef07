// Draws and signs page after page with pdfkit and signpdf, for some seconds.
// Usage: node pdfkit.mjs PAGE.json FONT.ttf KEY.p12 SECONDS OUT.pdf
// Prints {"reports": N, "seconds": S}; OUT.pdf is the last report.
import { readFileSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { pdfkitAddPlaceholder } from '@signpdf/placeholder-pdfkit';
import { P12Signer } from '@signpdf/signer-p12';
import signpdf from '@signpdf/signpdf';
import PDFDocument from 'pdfkit';

const [pageFile, fontFile, keyFile, seconds, out] = process.argv.slice(2);
const page = JSON.parse(readFileSync(pageFile));
const font = readFileSync(fontFile);
const key = readFileSync(keyFile);

function draw(document) {
  for (const { x, y, size, text } of page.texts) {
    document.fontSize(size).text(text, x, y, {
      baseline: 'alphabetic',
      lineBreak: false,
    });
  }
  const { x, y, side, rows } = page.qr;
  const module = side / rows.length;
  rows.forEach((row, j) => {
    for (const run of row.matchAll(/1+/g)) {
      document.rect(x + run.index * module, y + j * module,
                    run[0].length * module, module);
    }
  });
  document.fill();
}

async function report() {
  const document = new PDFDocument({ size: 'A4', margin: 0, font });
  const chunks = [];
  document.on('data', (chunk) => chunks.push(chunk));
  const written = new Promise((done) => document.on('end', done));
  draw(document);
  pdfkitAddPlaceholder({
    pdf: document,
    reason: 'report',
    signatureLength: 4096,
  });
  document.end();
  await written;
  // A signer reads its key once only.
  return signpdf.default.sign(Buffer.concat(chunks), new P12Signer(key));
}

let last = await report();  // warms up
const start = performance.now();
const elapsed = () => (performance.now() - start) / 1000;
let reports = 0;
while (elapsed() < Number(seconds)) {
  last = await report();
  ++reports;
}
console.log(JSON.stringify({ reports, seconds: elapsed() }));
writeFileSync(out, last);
