// The language of the page: Chinese, or English under /en/. Words stand in both
// languages where they are shown.
export type Lang = 'zh' | 'en';

let lang: Lang = 'zh';

export function speak(to: Lang): void {
  lang = to;
}

export function spoken(): Lang {
  return lang;
}

export function t(zh: string, en: string): string {
  return lang === 'zh' ? zh : en;
}

// The address of a page, such as `/apply?a=b`, in the language of this one.
export function to(path: string): string {
  if (lang === 'zh') return path;
  return `/en${path}`;
}
