// Wakes the page that the document names.
import { hydrate } from 'preact';
import { pages } from './pages';
import { Shell } from './shell/Shell';
import './styles/index.css';
import { speak } from './words';

async function wake(root: HTMLElement): Promise<void> {
  const name = root.dataset.page!;
  speak(document.documentElement.lang === 'en' ? 'en' : 'zh');
  const { Body } = await pages[name]!();
  hydrate(
    <Shell page={name}>
      <Body />
    </Shell>,
    root,
  );
  root.dataset.awake = '';
}

void wake(document.getElementById('app')!);
