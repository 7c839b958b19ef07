// What the address of the page presents: a report number, or the claim of a QR
// code that a camera opened, by its path or as a parameter.
import type { Presented } from './presented';

// What a camera or an app appends to the address is no part of the claim.
function claimIn({ pathname, origin }: Location): string | null {
  return /^\/v\/./i.test(pathname) ? origin + pathname : null;
}

export function presentedBy(address: Location): Presented | null {
  const asked = new URLSearchParams(address.search);
  const number = asked.get('number');
  if (number) return { by: 'number', number };
  const text = claimIn(address) ?? asked.get('claim');
  return text ? { by: 'qr', text, fromPhoto: false } : null;
}

// The same as a query, for the page in another language.
export function questionOf(address: Location): string {
  const claim = claimIn(address);
  return claim ? `?${new URLSearchParams({ claim })}` : address.search;
}
