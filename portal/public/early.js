// Runs before the first paint: large text where the reader chose it.
if (/(?:^|; )elder=1/.test(document.cookie)) {
  document.documentElement.classList.add('elder');
}
