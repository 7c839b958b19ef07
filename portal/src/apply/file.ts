// A report's PDF in the browser: saved, or opened to print.
import { fromBase64 } from '../proof/digest';

export function pdfOf(base64: string): Blob {
  return new Blob([fromBase64(base64)], { type: 'application/pdf' });
}

// An address may be in use for as long as the page is open.
export function addressOf(file: Blob): string {
  return URL.createObjectURL(file);
}

export function save(file: Blob, number: string): void {
  const link = document.createElement('a');
  link.href = addressOf(file);
  link.download = `creditproof-${number}.pdf`;
  link.click();
}

export function openToPrint(file: Blob): void {
  window.open(addressOf(file), '_blank');
}
